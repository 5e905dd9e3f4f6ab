// Reads the binaries of macOS: mach-o/loader.h of https://github.com/apple-oss-distributions/xnu
// binutils for Linux does not.

/** The load commands that are read. */
const commands = { symbols: 0x02, library: 0x0c, identity: 0x0d, signature: 0x1d, version: 0x32 };

/** The bits of the type of a symbol: a debugging entry, the section that defines it, and whether others see it. */
const type = { debugging: 0xe0, section: 0x0e, external: 0x01 };

/** The libraries of an import that is looked up in all images: that of ld, and that of the linker of zig. */
const anyLibrary = new Set([0xfe, 0]);

const textAt = (content, start) => content.toString('latin1', start, content.indexOf(0, start));

/** Returns the load commands: the kind and the bytes of each. */
function commandsOf(content) {
  if (content.readUInt32LE(0) !== 0xfeed_facf) throw new Error('not a 64-bit Mach-O file');
  const list = [];
  for (let start = 32; list.length < content.readUInt32LE(16); ) {
    const end = start + content.readUInt32LE(start + 4);
    list.push({ kind: content.readUInt32LE(start), bytes: content.subarray(start, end) });
    start = end;
  }
  return list;
}

/** Returns the symbols, without the underscore that the compiler adds. */
function symbolsOf(content, bytes) {
  const [table, count, texts] = [8, 12, 16].map((offset) => bytes.readUInt32LE(offset));
  const entries = Array.from({ length: count }, (_, index) => content.subarray(table + 16 * index));
  return entries.map((entry) => ({
    name: textAt(content, texts + entry.readUInt32LE(0)).replace(/^_/, ''),
    isDebugging: (entry[4] & type.debugging) !== 0,
    isExternal: (entry[4] & type.external) !== 0,
    isImport: (entry[4] & type.section) === 0,
    isOfAnyLibrary: anyLibrary.has(entry[7]),
  }));
}

/** `11.0` for 0xb0000. */
const versionOf = (number) => `${number >>> 16}.${(number >>> 8) & 0xff}`;

/** Returns what the content of a binary declares to the loader. */
export function readMachO(content) {
  const list = commandsOf(content);
  const bytesOf = (kind) => list.filter((each) => each.kind === kind).map(({ bytes }) => bytes);
  const namesOf = (kind) => bytesOf(kind).map((bytes) => textAt(bytes, bytes.readUInt32LE(8)));
  return {
    names: namesOf(commands.identity),
    libraries: namesOf(commands.library),
    symbols: bytesOf(commands.symbols).flatMap((bytes) => symbolsOf(content, bytes)),
    minimumVersions: bytesOf(commands.version).map((bytes) => versionOf(bytes.readUInt32LE(12))),
    isSigned: bytesOf(commands.signature).length > 0,
  };
}
