import { expect, test } from 'vitest';
import { fault, NO_HINTS, question, refusal, suggestedName } from './models';

test('what is no model is not sent', () => {
  expect(refusal({ name: 'a.onnx', size: 10 })).toBe('');
  expect(refusal({ name: 'a.pt', size: 10 })).toContain('no .onnx file');
  expect(refusal({ name: 'a.onnx', size: 0 })).toContain('is empty');
  expect(refusal({ name: 'a.onnx', size: 2 ** 31 })).toContain('a model may have 1.1');
});

test('a name is taken from the file', () => {
  expect(suggestedName('My model (v2).onnx')).toBe('My-model-v2-');
  expect(suggestedName('.hidden.onnx')).toBe('hidden');
});

test('hints become a question', () => {
  const said = question('ab', 'a.onnx', { ...NO_HINTS, labels: 'list', labelText: 'Hütte\nzwei', size: '640x384' });
  expect(said).toMatchObject({ width: 640, height: 384, coco: false });
  expect(Buffer.from(said.labelFile!, 'base64').toString()).toBe('Hütte\nzwei');
  expect(question('ab', 'a', { ...NO_HINTS, size: '320' })).toMatchObject({ width: 320, height: 320 });
  expect(question('ab', 'a', NO_HINTS)).toMatchObject({ width: 0, height: 0 });
});

test('a size is checked', () => {
  expect(fault({ ...NO_HINTS, size: '640 x 384' })).toBe('');
  expect(fault({ ...NO_HINTS, size: 'big' })).toContain('number of pixels');
});
