// What is said about a model that is uploaded.
import type { DetectorSpec, InspectModelRequest, ModelInspection } from '../messages';
import { bytes, count } from './format';

/** The largest file that the coordinator takes, bytes. */
export const MAX_BYTES = 2 ** 30;

const MAX_LABEL_BYTES = 128 << 10;

/** Why a file is not worth sending; empty: it is. */
export function refusal(file: { name: string; size: number }): string {
  if (file.size === 0) return `${file.name} is empty`;
  if (file.size > MAX_BYTES) return `${file.name} has ${bytes(file.size)}; a model may have ${bytes(MAX_BYTES)}`;
  if (!/\.onnx$/i.test(file.name)) return `${file.name} is no .onnx file; export the model as ONNX, in one file`;
  return '';
}

/** A name for the model, from that of its file. */
export const suggestedName = (file: string) =>
  file
    .replace(/\.onnx$/i, '')
    .replace(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '')
    .slice(0, 64);

/** What the form says about a file where the file does not. */
export interface Hints {
  labels: 'file' | 'coco' | 'list';
  /** The names that were given, as text. */
  labelText: string;
  head: string;
  /** "640" or "640x384"; empty: not given. */
  size: string;
}

export const NO_HINTS: Hints = { labels: 'file', labelText: '', head: '', size: '' };

/** Why hints cannot be sent; empty: they can. */
export function fault(hints: Hints): string {
  if (hints.size && !/^\d{1,5}(\s*[x×]\s*\d{1,5})?$/.test(hints.size.trim()))
    return 'the size is a number of pixels, or width x height: 640x384';
  if (new TextEncoder().encode(hints.labelText).length > MAX_LABEL_BYTES)
    return `the labels have more than ${bytes(MAX_LABEL_BYTES)}`;
  return '';
}

/** The question to the coordinator. */
export function question(sha256: string, fileName: string, hints: Hints): Partial<InspectModelRequest> {
  const [width = 0, height = width] = hints.size.split(/[x×]/).map(Number);
  return {
    sha256,
    fileName: fileName.slice(0, 80),
    labelFile: hints.labels === 'list' ? base64(hints.labelText) : '',
    coco: hints.labels === 'coco',
    head: hints.head,
    width,
    height,
  };
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

const figure = (of: ModelInspection, key: string) => of.figures.find((each) => each.key === key)?.value ?? '';

/** What was found, as lines of a list. */
export function facts(found: ModelInspection): [string, string][] {
  const detector = found.detector as DetectorSpec;
  const input = detector.input;
  return [
    ['Head', detector.head?.family ?? ''],
    [
      'Input',
      input ? `${input.width} × ${input.height}, ${input.colorOrder.toUpperCase()}, ${input.layout.toUpperCase()}` : '',
    ],
    ['Classes', `${count(detector.labels.length)}: ${brief(detector.labels)}`],
    ['Weights', count(Number(figure(found, 'weights')))],
    ['Operators', `${figure(found, 'nodes')}, opset ${figure(found, 'opset')}`],
    ['Outputs', figure(found, 'outputs')],
  ];
}

export const brief = (labels: readonly string[]) =>
  labels.length > 8 ? `${labels.slice(0, 8).join(', ')}, …` : labels.join(', ');
