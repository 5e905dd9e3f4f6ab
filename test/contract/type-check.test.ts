import type { Description, Type } from '@psutil/native/internal/records';
import { expect, test } from 'vitest';
import { shapeOf, typeProblems } from '../support/shape.ts';

const count: Type = { kind: 'count' };
const declared: Description = {
  records: {
    Point: {
      doc: 'A point.',
      internal: false,
      sparse: false,
      fields: [
        { name: 'x', doc: 'To the right.', optional: false, type: count },
        { name: 'y', doc: 'Upwards.', optional: true, type: { kind: 'nullable', of: count } },
      ],
    },
  },
  enums: { Colour: { doc: 'A colour.', internal: false, values: ['red', 'green'] } },
  collectors: {},
  constants: {},
};
const point: Type = { kind: 'record', name: 'Point' };

const matching: readonly (readonly [unknown, Type])[] = [
  [true, { kind: 'boolean' }],
  [0, count],
  [-1, { kind: 'int' }],
  [0.5, { kind: 'float' }],
  ['😀', { kind: 'string' }],
  ['red', { kind: 'enum', name: 'Colour' }],
  [[1, 2], { kind: 'list', of: count }],
  [null, { kind: 'nullable', of: count }],
  [{ x: 1 }, point],
  [{ x: 1, y: null }, point],
];

test.each(matching)('typeProblems() accepts %j as %j', (value, type) => {
  expect(typeProblems(value, type, declared)).toEqual([]);
});

const mismatching: readonly (readonly [unknown, Type])[] = [
  [1, { kind: 'boolean' }],
  [-1, count],
  [1.5, count],
  [2 ** 53, count],
  ['1', count],
  [2 ** 31, { kind: 'int' }],
  [Number.NaN, { kind: 'float' }],
  [Number.POSITIVE_INFINITY, { kind: 'float' }],
  ['\ud83d', { kind: 'string' }],
  [null, { kind: 'string' }],
  [-1, { kind: 'timestamp' }],
  ['blue', { kind: 'enum', name: 'Colour' }],
  [[1, -2], { kind: 'list', of: count }],
  [undefined, { kind: 'nullable', of: count }],
  [{}, point],
  [{ x: 1, y: undefined }, point],
  [{ x: 1, z: 1 }, point],
  [[], point],
];

test.each(mismatching)('typeProblems() reports one problem of %j as %j', (value, type) => {
  expect(typeProblems(value, type, declared)).toHaveLength(1);
});

test('shapeOf() distinguishes null from absent fields and numbers from strings, but not lists by their lengths', () => {
  const shape = shapeOf([{ x: 1 }]);
  expect(shapeOf([{ x: 7 }, { x: 8 }])).toEqual(shape);
  for (const other of [[{ x: null }], [{}], [{ x: '1' }], []]) expect(shapeOf(other)).not.toEqual(shape);
});
