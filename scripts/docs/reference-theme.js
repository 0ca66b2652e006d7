// The reference looks as the rest of the site does, unless its own settings say otherwise.
if (!localStorage.getItem('tsd-theme')) {
  const chosen = localStorage.getItem('vitepress-theme-appearance');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
}
