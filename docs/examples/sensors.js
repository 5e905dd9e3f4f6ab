// @ts-check
// Prints temperatures, fan speeds and batteries, as sensors(1) does: node docs/examples/sensors.js [-f]
import { sensorsBattery, sensorsFans, sensorsTemperatures } from '@psutil/psutil';
import { parseCommand } from './support/command.js';
import { printable } from './support/printable.js';

const { values } = parseCommand({
  fahrenheit: { type: 'boolean', short: 'f', description: 'print degrees Fahrenheit' },
});
const fahrenheit = values.fahrenheit ?? false;

const temperatures = sensorsTemperatures({ fahrenheit });
const fans = sensorsFans();
const unit = fahrenheit ? '°F' : '°C';
const degrees = (/** @type {number} */ value) => `${value < 0 ? '' : '+'}${value.toFixed(1)}${unit}`;

for (const chip of new Set([...Object.keys(temperatures), ...Object.keys(fans)])) {
  console.log(printable(chip));
  for (const [index, { label, current, high, critical }] of (temperatures[chip] ?? []).entries()) {
    const limits = high === null || critical === null ? '' : ` (high = ${degrees(high)}, crit = ${degrees(critical)})`;
    console.log(`  ${printable(label || `temp${index + 1}`)}: ${degrees(current)}${limits}`);
  }
  for (const [index, { label, current }] of (fans[chip] ?? []).entries()) {
    console.log(`  ${printable(label || `fan${index + 1}`)}: ${current} RPM`);
  }
  console.log();
}

for (const { name, percent, powerPlugged } of sensorsBattery()?.batteries ?? []) {
  console.log(`${printable(name)}\n  ${percent.toFixed(0)}%${powerPlugged ? ', plugged in' : ''}\n`);
}
