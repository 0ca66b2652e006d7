/**
 * The texts of a page that stand out too little from what is behind them, with their contrast (WCAG 2.2, 1.4.3). Runs in
 * the page, and hence can use nothing from outside.
 */
export function faintTexts(leastContrast: number): string[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const isOpaque = (colour: string) => (channels(colour)[3] ?? 1) === 1;
  const behind = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return isOpaque(backgroundColor) ? backgroundColor : behind(element.parentElement);
  };
  const contrast = (one: string, other: string) => {
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const texts = [...document.body.querySelectorAll('*')].flatMap((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    const before = getComputedStyle(element, '::before');
    const colours = [
      ...(own ? [getComputedStyle(element).color] : []),
      ...(before.content !== 'none' ? [before.color] : []),
    ];
    return colours.map((colour) => ({ element, colour, ratio: contrast(colour, behind(element)) }));
  });
  if (texts.length === 0) return ['there is no text'];
  return texts
    .filter(({ colour, ratio }) => ratio < leastContrast || !isOpaque(colour))
    .map(({ element, ratio }) => `${element.tagName} ${ratio.toFixed(2)}: ${element.textContent?.slice(0, 40)}`);
}
