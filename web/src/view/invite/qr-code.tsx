import { createResource, Show } from 'solid-js';
import './qr-code.css';

/** Modules of white around the code, as ISO/IEC 18004 asks. */
const QUIET = 4;

/** A text as a QR code, always dark on white so that cameras read it. */
export function QrCode(props: { readonly text: string; readonly label: string }) {
  const [code] = createResource(
    () => props.text,
    // The link itself is beside it: without the code nothing is lost.
    (text) =>
      import('uqr').then(
        ({ encode }) => encode(text, { ecc: 'M', border: 0 }),
        () => undefined,
      ),
  );
  const path = (rows: readonly (readonly boolean[])[]) =>
    rows
      .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
      .join('');
  return (
    <Show when={code()}>
      {(made) => (
        <svg
          class="qr-code"
          role="img"
          aria-label={props.label}
          viewBox={`0 0 ${made().size + 2 * QUIET} ${made().size + 2 * QUIET}`}
          shape-rendering="crispEdges"
        >
          <rect class="qr-ground" width="100%" height="100%" />
          <path class="qr-dark" d={path(made().data)} />
        </svg>
      )}
    </Show>
  );
}
