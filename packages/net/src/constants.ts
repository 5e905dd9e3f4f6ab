import type { AddressFamily, ConnectionStatus, NicDuplex, SocketType } from '@psutil/native/collect';

export type { AddressFamily, ConnectionStatus, NicDuplex, SocketType } from '@psutil/native/collect';

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

/** A stream of bytes. */
export const SOCK_STREAM = 'SOCK_STREAM' satisfies SocketType;
/** Datagrams. */
export const SOCK_DGRAM = 'SOCK_DGRAM' satisfies SocketType;
/** Packets in order. */
export const SOCK_SEQPACKET = 'SOCK_SEQPACKET' satisfies SocketType;

/** Both ends are there. */
export const CONN_ESTABLISHED = 'ESTABLISHED' satisfies ConnectionStatus;
/** A connection was asked for. */
export const CONN_SYN_SENT = 'SYN_SENT' satisfies ConnectionStatus;
/** A connection was asked for by the other end. */
export const CONN_SYN_RECV = 'SYN_RECV' satisfies ConnectionStatus;
/** Closed here. */
export const CONN_FIN_WAIT1 = 'FIN_WAIT1' satisfies ConnectionStatus;
/** Closed here, which the other end knows. */
export const CONN_FIN_WAIT2 = 'FIN_WAIT2' satisfies ConnectionStatus;
/** Closed at both ends; the port waits for late packets. */
export const CONN_TIME_WAIT = 'TIME_WAIT' satisfies ConnectionStatus;
/** Not in use. */
export const CONN_CLOSE = 'CLOSE' satisfies ConnectionStatus;
/** Closed by the other end. */
export const CONN_CLOSE_WAIT = 'CLOSE_WAIT' satisfies ConnectionStatus;
/** Closed at both ends, which the other end has yet to say. */
export const CONN_LAST_ACK = 'LAST_ACK' satisfies ConnectionStatus;
/** Waits for connections. */
export const CONN_LISTEN = 'LISTEN' satisfies ConnectionStatus;
/** Closed at both ends at a time. */
export const CONN_CLOSING = 'CLOSING' satisfies ConnectionStatus;
/** No TCP socket. */
export const CONN_NONE = 'NONE' satisfies ConnectionStatus;
/** Windows: about to be forgotten. */
export const CONN_DELETE_TCB = 'DELETE_TCB' satisfies ConnectionStatus;
/** Solaris: not in use. */
export const CONN_IDLE = 'IDLE' satisfies ConnectionStatus;
/** Solaris: has a port and no more. */
export const CONN_BOUND = 'BOUND' satisfies ConnectionStatus;
