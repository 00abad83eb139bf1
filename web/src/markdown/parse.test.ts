import { describe, expect, it } from 'vitest';
import { linkAddress, toHtml } from './parse';

const nobody = () => null;
const html = (text: string) => toHtml(text, nobody).trim();

describe('Markdown', () => {
  it('has emphasis, lists, quotes, tables and code', () => {
    expect(html('**a** *b* ~~c~~ `d`')).toBe(
      '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>',
    );
    expect(html('- a\n- b')).toContain('<li>a</li>');
    expect(html('> a')).toContain('<blockquote>');
    expect(html('|a|b|\n|-|:-:|\n|1|2|')).toContain('<td class="to-center">2</td>');
    expect(html('```java\nint a;\n```')).toBe(
      '<pre><code data-language="java">int a;</code></pre>',
    );
  });

  it('keeps the lines as they were typed', () => {
    expect(html('a\nb')).toBe('<p>a<br>b</p>');
  });

  it('shows HTML as what was typed', () => {
    expect(html('<b>a</b>')).toBe('<p>&#60;b&#62;a&#60;/b&#62;</p>');
    expect(html('<script>alert(1)</script>')).not.toContain('<script');
    expect(html('`<img src=x onerror=alert(1)>`')).not.toContain('<img');
  });

  it('ATK-038 shows the real host of a link whose text says another one', () => {
    expect(html('[bank.example](http://evil/a)')).toContain('<span class="host">evil</span>');
    expect(html('http://lab.example/a')).not.toContain('class="host"');
    expect(html('[http://lab.example](http://lab.example/a)')).not.toContain('class="host"');
    expect(html('[look](http://lab.example/a)')).toContain('<span class="host">lab.example</span>');
    expect(html('[раypal.example](http://раypal.example)')).toContain('xn--');
  });

  it('ATK-038 links to nothing but pages, mail and telephones', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc']) {
      expect(html(`[a](${href})`), href).toBe('<p>a</p>');
      expect(linkAddress(href), href).toBeNull();
    }
    expect(html('[a](//evil)')).toBe('<p>a</p>');
    expect(html('[a](/api/session)')).toBe('<p>a</p>');
    expect(html('[a](java&#115;cript:alert(1))')).toBe('<p>a</p>');
    expect(html('[a](mailto:ana@lab.example)')).toContain('href="mailto:ana@lab.example"');
  });

  it('ATK-043 loads no picture', () => {
    expect(html('![a](http://evil/a.png)')).not.toContain('<img');
  });

  it('marks the people whom it names, and nobody else', () => {
    const names = (text: string) => (text.startsWith('ana') ? { person: 'p1', length: 3 } : null);
    expect(toHtml('hello @ana, @eve', names)).toContain(
      '<span class="mention" data-person="p1">@ana</span>, @eve',
    );
    expect(toHtml('`@ana`', names)).not.toContain('mention');
  });

  it('gives up on what is nested too deep, and shows it as it was typed', () => {
    const deep = `${'>'.repeat(200)} a`;
    expect(html(deep)).toContain('class="as-typed"');
  });

  it('is quick with what is made to be slow', () => {
    const before = performance.now();
    for (const slow of ['*a '.repeat(4000), '['.repeat(8000), '`'.repeat(8000), '<'.repeat(8000)]) {
      html(slow);
    }
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
