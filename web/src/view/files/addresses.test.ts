import { expect, it } from 'vitest';
import { insideOf, isPicture, pictureSources } from './addresses';

const file = (more: object) => ({ file: 'f1', name: 'a', size: 1, type: 'image/png', ...more });

it('of a picture the smaller ones are offered that are smaller, by their width', () => {
  const high = file({ width: 500, height: 2_000, preview: true });
  expect(pictureSources(high, 420)).toEqual({
    src: '/api/previews/1280/f1',
    srcset: '/api/previews/320/f1 80w, /api/previews/640/f1 160w, /api/previews/1280/f1 320w',
    sizes: '420px',
  });
});

it('of a small one, and of one without smaller ones, there is only itself', () => {
  expect(pictureSources(file({ width: 300, height: 200, preview: true }), 420)).toEqual({
    src: '/api/files/f1',
  });
  expect(pictureSources(file({ width: 3_000, height: 200 }), 420)).toEqual({
    src: '/api/files/f1',
  });
});

it('what claims the size of a picture and is none is not shown as one', () => {
  expect(isPicture(file({ width: 1, height: 1 }))).toBe(true);
  expect(isPicture(file({ width: 1, height: 1, type: 'text/html' }))).toBe(false);
  expect(isPicture(file({}))).toBe(false);
});

it('a voice is a sound, whatever else says that it has a waveform', () => {
  expect(insideOf(file({ type: 'audio/webm', waveform: '0f' }))).toBe('audio');
  expect(insideOf(file({ type: 'application/octet-stream', waveform: '0f' }))).toBe('application');
});
