/** A range of text, from its first character to before its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The replacement of a secret. */
export const redaction = '[redacted]';

/** Returns the first `end` characters of a text with its spans redacted. Spans may overlap and be in any order. */
export function redactSpans(text: string, spans: readonly Span[], end: number): string {
  let redacted = '';
  let position = 0;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    if (from >= end) break;
    if (from >= position && to > from) redacted += text.slice(position, from) + redaction;
    position = Math.max(position, to);
  }
  return redacted + text.slice(position, Math.max(position, end));
}
