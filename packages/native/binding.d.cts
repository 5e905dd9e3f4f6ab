export function load(): unknown;
export function directory(): string;
