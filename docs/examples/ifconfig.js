// @ts-check
// Prints the network interfaces with their addresses and counters, as ifconfig(8) does: node docs/examples/ifconfig.js
import { AF_INET, AF_INET6, netIfAddrs, netIfStats, netIoCounters } from '@psutil/psutil';
import { printable } from './support/printable.js';

const addresses = netIfAddrs();
const counters = netIoCounters({ pernic: true });

/** @param {import('@psutil/psutil').NicAddress} address */
function formatAddress({ family, address, netmask, broadcast, ptp }) {
  if (family === AF_INET) {
    const details = [
      netmask && `netmask ${netmask}`,
      broadcast && `broadcast ${broadcast}`,
      ptp && `destination ${ptp}`,
    ];
    return [`inet ${address}`, ...details.filter((detail) => detail !== null)].join('  ');
  }
  if (family === AF_INET6) return `inet6 ${address.replace(/%.*/, '')}`;
  return address === '00:00:00:00:00:00' ? 'loop' : `ether ${address}`;
}

for (const [name, { flags = [], mtu }] of Object.entries(netIfStats())) {
  const io = counters[name];
  const lines = [
    `${printable(name)}: flags=<${flags.join(',').toUpperCase()}>  mtu ${mtu}`,
    ...(addresses[name] ?? []).map(formatAddress),
    ...(io
      ? [
          `RX packets ${io.packetsRecv}  bytes ${io.bytesRecv}`,
          `RX errors ${io.errin}  dropped ${io.dropin}`,
          `TX packets ${io.packetsSent}  bytes ${io.bytesSent}`,
          `TX errors ${io.errout}  dropped ${io.dropout}`,
        ]
      : []),
  ];
  console.log(`${lines.join('\n        ')}\n`);
}
