import { render } from 'solid-js/web';

const place = document.getElementById('klatch');
if (place !== null) render(() => <main>Klatch</main>, place);
