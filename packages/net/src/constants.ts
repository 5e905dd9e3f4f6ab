import type { AddressFamily, ConnectionStatus, NicDuplex, SocketType } from '@psutil/native/internal/records';

export type { AddressFamily, ConnectionStatus, NicDuplex, SocketType } from '@psutil/native/internal/records';

/** Address family: IPv4. */
export const AF_INET = 'AF_INET' satisfies AddressFamily;
/** Address family: IPv6. */
export const AF_INET6 = 'AF_INET6' satisfies AddressFamily;
/** Address family: UNIX domain socket. */
export const AF_UNIX = 'AF_UNIX' satisfies AddressFamily;
/** Address family: hardware (MAC) address. */
export const AF_LINK = 'AF_LINK' satisfies AddressFamily;

/** Duplex mode: full. Both ends can send at the same time. */
export const NIC_DUPLEX_FULL = 'full' satisfies NicDuplex;
/** Duplex mode: half. Only one end can send at a time. */
export const NIC_DUPLEX_HALF = 'half' satisfies NicDuplex;
/** Duplex mode: unknown. */
export const NIC_DUPLEX_UNKNOWN = 'unknown' satisfies NicDuplex;

/** Socket type: stream. */
export const SOCK_STREAM = 'SOCK_STREAM' satisfies SocketType;
/** Socket type: datagram. */
export const SOCK_DGRAM = 'SOCK_DGRAM' satisfies SocketType;
/** Socket type: sequenced packets. */
export const SOCK_SEQPACKET = 'SOCK_SEQPACKET' satisfies SocketType;

/** TCP state: the connection is open. */
export const CONN_ESTABLISHED = 'ESTABLISHED' satisfies ConnectionStatus;
/** TCP state: a connection request was sent. */
export const CONN_SYN_SENT = 'SYN_SENT' satisfies ConnectionStatus;
/** TCP state: a connection request was received. */
export const CONN_SYN_RECV = 'SYN_RECV' satisfies ConnectionStatus;
/** TCP state: the local end closed the connection, and waits for the acknowledgment. */
export const CONN_FIN_WAIT1 = 'FIN_WAIT1' satisfies ConnectionStatus;
/** TCP state: the local end closed the connection, and waits for the remote end to close it. */
export const CONN_FIN_WAIT2 = 'FIN_WAIT2' satisfies ConnectionStatus;
/** TCP state: both ends closed the connection, and delayed packets may still arrive. */
export const CONN_TIME_WAIT = 'TIME_WAIT' satisfies ConnectionStatus;
/** TCP state: closed, or not yet connected. */
export const CONN_CLOSE = 'CLOSE' satisfies ConnectionStatus;
/** TCP state: the remote end closed the connection, and the local end has yet to close it. */
export const CONN_CLOSE_WAIT = 'CLOSE_WAIT' satisfies ConnectionStatus;
/** TCP state: both ends closed the connection, the local end last; it waits for the acknowledgment. */
export const CONN_LAST_ACK = 'LAST_ACK' satisfies ConnectionStatus;
/** TCP state: the socket listens for connections. */
export const CONN_LISTEN = 'LISTEN' satisfies ConnectionStatus;
/** TCP state: both ends closed the connection at the same time; the local end waits for the acknowledgment. */
export const CONN_CLOSING = 'CLOSING' satisfies ConnectionStatus;
/** No state: the socket is not a TCP socket. */
export const CONN_NONE = 'NONE' satisfies ConnectionStatus;
/** TCP state on Windows: the connection is being deleted. */
export const CONN_DELETE_TCB = 'DELETE_TCB' satisfies ConnectionStatus;
/** TCP state on Solaris: the socket is opened but not bound. */
export const CONN_IDLE = 'IDLE' satisfies ConnectionStatus;
/** TCP state on Solaris: the socket is bound but neither listens nor connects. */
export const CONN_BOUND = 'BOUND' satisfies ConnectionStatus;
