// Reads the executables of Windows: https://learn.microsoft.com/windows/win32/debug/pe-format
// binutils for Linux reads only those of its own architecture.

/** The indexes of the data directories. */
const directories = { exports: 0, imports: 1, debug: 6, delayImports: 13 };

/** The bit of a 64-bit lookup table entry that imports by ordinal. */
const byOrdinal = 1n << 63n;

/** The fields of the headers of a 64-bit executable. */
class Image {
  #content;
  #header;

  constructor(content) {
    this.#content = content;
    this.#header = content.readUInt32LE(0x3c);
    if (content.toString('latin1', this.#header, this.#header + 4) !== 'PE\0\0') throw new Error('no PE header');
    if (this.uint16(this.#header + 24) !== 0x20b) throw new Error('not a 64-bit executable');
  }

  uint16 = (offset) => this.#content.readUInt16LE(offset);
  uint32 = (offset) => this.#content.readUInt32LE(offset);
  uint64 = (offset) => this.#content.readBigUInt64LE(offset);

  get timestamp() {
    return this.uint32(this.#header + 8);
  }

  get symbolCount() {
    return this.uint32(this.#header + 16);
  }

  /** Returns the offset in the file of a relative virtual address, that of the loaded executable. */
  offset(address) {
    const sections = this.#header + 24 + this.uint16(this.#header + 20);
    for (let index = 0; index < this.uint16(this.#header + 6); index++) {
      const section = sections + 40 * index;
      const distance = address - this.uint32(section + 12);
      if (distance >= 0 && distance < this.uint32(section + 16)) return this.uint32(section + 20) + distance;
    }
    throw new Error(`no section contains the address ${address}`);
  }

  text(address) {
    const start = this.offset(address);
    return this.#content.toString('latin1', start, this.#content.indexOf(0, start));
  }

  /** Returns the offset in the file of a data directory, or undefined if it is empty. */
  directory(index) {
    const address = this.uint32(this.#header + 136 + 8 * index);
    return address === 0 ? undefined : this.offset(address);
  }

  directorySize(index) {
    return this.uint32(this.#header + 136 + 8 * index + 4);
  }
}

function exportsOf(image) {
  const table = image.directory(directories.exports);
  if (table === undefined) return [];
  const names = image.offset(image.uint32(table + 32));
  return Array.from({ length: image.uint32(table + 24) }, (_, index) => image.text(image.uint32(names + 4 * index)));
}

/** Returns the names in a lookup table; a function that is imported by ordinal has the name `#ORDINAL`. */
function namesAt(image, address) {
  const names = [];
  for (let entry = image.offset(address); image.uint64(entry) !== 0n; entry += 8) {
    const value = image.uint64(entry);
    names.push(value & byOrdinal ? `#${value & 0xffffn}` : image.text(Number(value) + 2));
  }
  return names;
}

/** Returns the imports of a data directory, given the positions of the fields of its entries. */
function importsOf(image, index, { size, name, lookup }) {
  const imports = [];
  const table = image.directory(index);
  for (let entry = table; entry !== undefined && image.uint32(entry + name) !== 0; entry += size)
    imports.push({
      library: image.text(image.uint32(entry + name)).toLowerCase(),
      names: namesAt(image, image.uint32(entry + lookup)),
    });
  return imports;
}

/** Returns the types of the entries of the debug directory. */
function debugTypesOf(image) {
  const table = image.directory(directories.debug);
  const count = image.directorySize(directories.debug) / 28;
  return Array.from({ length: count }, (_, index) => image.uint32(table + 28 * index + 12));
}

/** Returns what the content of an executable declares to the loader. */
export function readPe(content) {
  const image = new Image(content);
  return {
    timestamp: image.timestamp,
    symbolCount: image.symbolCount,
    debugTypes: debugTypesOf(image),
    exports: exportsOf(image),
    imports: importsOf(image, directories.imports, { size: 20, name: 12, lookup: 0 }),
    delayImports: importsOf(image, directories.delayImports, { size: 32, name: 4, lookup: 16 }),
  };
}
