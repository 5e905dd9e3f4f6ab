import type { AddressFamily, NicDuplex } from '@psutil/native/collect';

export type { AddressFamily, NicDuplex } from '@psutil/native/collect';

/** IPv4. */
export const AF_INET = 'AF_INET' satisfies AddressFamily;
/** IPv6. */
export const AF_INET6 = 'AF_INET6' satisfies AddressFamily;
/** A UNIX socket. */
export const AF_UNIX = 'AF_UNIX' satisfies AddressFamily;
/** Hardware. */
export const AF_LINK = 'AF_LINK' satisfies AddressFamily;

/** Both ends may speak at a time. */
export const NIC_DUPLEX_FULL = 'full' satisfies NicDuplex;
/** One end may speak at a time. */
export const NIC_DUPLEX_HALF = 'half' satisfies NicDuplex;
/** Nothing is known of that. */
export const NIC_DUPLEX_UNKNOWN = 'unknown' satisfies NicDuplex;
