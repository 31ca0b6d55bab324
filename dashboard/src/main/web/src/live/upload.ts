// Sending a file to the coordinator: its digest is computed first, because files are named by it.
import { Sha256 } from '../logic/sha256';
import { CallFailed } from './calls';

const PIECE_BYTES = 2 << 20;

/** How far something is: what is done and the whole, bytes. */
export type Progress = (done: number, all: number) => void;

/** The SHA-256 of a file, read piece by piece. */
export async function digest(file: File, progress: Progress): Promise<string> {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const piece = file.slice(at, at + PIECE_BYTES);
    try {
      hash.update(new Uint8Array(await piece.arrayBuffer()));
    } catch {
      throw new CallFailed(`${file.name} cannot be read; was it changed or moved?`);
    }
    progress(Math.min(file.size, at + PIECE_BYTES), file.size);
  }
  return hash.hex();
}

/** Sends a file. Sent again after it broke off, it goes on from what the coordinator has. */
export function send(file: File, sha256: string, progress: Progress): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/v1/artifacts/${sha256}`);
    request.setRequestHeader('X-Vedette', 'dashboard');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => progress(event.loaded, file.size);
    request.onerror = () => reject(new CallFailed('the upload broke off; try again to go on from there'));
    request.onload = () => {
      if (request.status === 200) resolve();
      else reject(new CallFailed(reason(request)));
    };
    request.send(file);
  });
}

function reason(request: XMLHttpRequest): string {
  try {
    return (JSON.parse(request.responseText) as { error: string }).error;
  } catch {
    return `the dashboard answered ${request.status}`;
  }
}
