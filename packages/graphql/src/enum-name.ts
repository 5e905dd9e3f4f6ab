/** Returns the name of a value of an enumeration in the schema, such as DISK_SLEEP. */
export const enumName = (value: string): string => value.toUpperCase().replaceAll('-', '_').replaceAll('+', '_PLUS');
