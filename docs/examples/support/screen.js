// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

const enter = '\x1b[?1049h\x1b[?25l'; // the alternate screen, without a cursor
const leave = '\x1b[?25h\x1b[?1049l';

/** @param {readonly string[]} lines */
function draw(lines) {
  const { columns = 80, rows = 24 } = process.stdout;
  const visible = lines.slice(0, rows).map((line) => `${line.slice(0, columns)}\x1b[K`);
  process.stdout.write(`\x1b[H${visible.join('\r\n')}\x1b[J`);
}

/**
 * Shows lines on the whole terminal, and shows new ones after each pause of some seconds, until `q` is pressed, a signal
 * ends the program or `count` updates were shown. Other keys are passed to `press`, and the lines are shown anew.
 *
 * @param {{
 *   count: number, seconds: number, update: () => void, lines: () => readonly string[], press: (key: string) => void
 * }} settings `update` takes a sample, `lines` formats the last one
 */
export async function showScreen({ count, seconds, update, lines, press }) {
  const ended = new AbortController();
  const end = () => ended.abort();
  process.stdin.setRawMode(true).setEncoding('utf8');
  process.stdin.on('data', (text) => {
    for (const key of String(text)) {
      if (key === 'q' || key === '\x03') end();
      else press(key);
    }
    if (!ended.signal.aborted) draw(lines());
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  process.stdout.on('resize', () => draw(lines()));
  process.stdout.write(enter);
  try {
    for (let shown = 0; shown < count && !ended.signal.aborted; shown++) {
      update();
      draw(lines());
      await sleep(seconds * 1000, undefined, { signal: ended.signal }).catch(() => {});
    }
  } finally {
    process.stdout.removeAllListeners('resize');
    process.stdin.setRawMode(false).pause();
    process.stdout.write(leave);
  }
}
