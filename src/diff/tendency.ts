/** Which half of an exchange a difference is about; `none` for what is not on the wire. */
export type Side = 'request' | 'response' | 'none';

/**
 * What the second document says compared with the first: it allows more, it allows less, neither includes the other as far as
 * can be told, or both allow the same exchanges.
 */
export type Tendency = 'looser' | 'stricter' | 'contradictory' | 'same';

/** What a difference means to those who use the API. */
export type Level = 'breaking' | 'minor' | 'patch';

/** How a schema is used, which decides the id of a difference. */
export type Kind = 'parameter' | 'header' | 'body' | 'property';

const OPPOSITE = {
  looser: 'stricter',
  stricter: 'looser',
  contradictory: 'contradictory',
  same: 'same',
} as const satisfies Record<Tendency, Tendency>;

/** How a schema affects the one that it is a part of: `not` turns looser into stricter, `if` may do either. */
export type Polarity = 'same' | 'inverse' | 'either';

/** The tendency of a schema, as that of the schema it is a part of. */
export function seenThrough(polarity: Polarity, tendency: Tendency): Tendency {
  if (polarity === 'same' || tendency === 'same') return tendency;
  return polarity === 'inverse' ? OPPOSITE[tendency] : 'contradictory';
}

/** The polarity of a part of a part. */
export function polarityWithin(outer: Polarity, inner: Polarity): Polarity {
  if (outer === 'either' || inner === 'either') return 'either';
  return outer === inner ? 'same' : 'inverse';
}

/** What two tendencies are together. */
export function together(one: Tendency, other: Tendency): Tendency {
  if (one === 'same' || one === other) return other;
  return other === 'same' ? one : 'contradictory';
}

/** Requests break when less is allowed, and those who read responses when more may come. */
export function levelByDirection(side: Side, tendency: Tendency): Level {
  if (tendency === 'contradictory') return 'breaking';
  if (tendency === 'same' || side === 'none') return 'minor';
  return (side === 'request') === (tendency === 'stricter') ? 'breaking' : 'minor';
}
