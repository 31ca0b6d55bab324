import { address, type Question } from '../live/calls';

/** Links that save a table as a file, in two formats. */
export function ExportLinks({
  what,
  href,
  fileName,
}: {
  what: string;
  href(format: 'csv' | 'json'): string;
  /** The file's name without its extension; absent: the server names it. */
  fileName?: string;
}) {
  return (
    <p class="export" role="group" aria-label={`Export ${what}`}>
      Export {what}
      {(['csv', 'json'] as const).map((format) => (
        <a key={format} class="button" href={href(format)} download={fileName ? `${fileName}.${format}` : ''}>
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  );
}

/** Saves all pages of a list, as its filters select them. */
export function Export({ method, question, what }: { method: string; question?: Question; what: string }) {
  return <ExportLinks what={what} href={(format) => address(method, { ...question, format })} />;
}
