import { expect, test } from 'vitest';
import { csv } from './csv';

test('cells are quoted where they must be, and what is not known is empty', () => {
  expect(csv([{ name: 'int8', ap50: 0.5, why: 'too "slow", by far', metrics: undefined }])).toBe(
    'name,ap50,why,metrics\r\nint8,0.5,"too ""slow"", by far",\r\n',
  );
});

test('what a spreadsheet would run is text, and numbers stay numbers', () => {
  expect(csv([{ a: '=1+2', b: '-1', c: -1 }])).toBe("a,b,c\r\n'=1+2,'-1,-1\r\n");
});
