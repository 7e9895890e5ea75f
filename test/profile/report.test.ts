import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discoverTable, findColumn } from '../../src/data';
import { profileReport, profileTable } from '../../src/profile';
import { html } from '../../src/profile/report/html';
import { uglyTables } from '../support/ugly-tables';
import { tableWith, times } from './columns';

const evil = `<script>alert("1")</script>'&\u202e\u0000\n`;

/** The tags of a page, with the names of what is open after each; throws where they do not match. */
function assertWellFormed(page: string): void {
  const open: string[] = [];
  for (const [tag, close, name, end] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close !== '') {
      if (open.pop() !== name) throw new Error(`${tag} closes another tag: ${open.join(' ')}`);
    } else if (end === '' && name !== 'meta') open.push(name);
  }
  expect(open).toEqual([]);
}

/** Nothing runs, and nothing is fetched. */
function assertSelfContained(page: string): void {
  const tags = (page.match(/<[a-z][^<>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
  const active =
    /^<(?:script|link|img|image|use|iframe|object|embed|base|form|a xlink)\b|\s(?:src|srcset|on[a-z]+)\s*=/i;
  expect(tags.filter((tag) => active.test(tag))).toEqual([]);
  expect(/url\(|@import|https?:/i.exec(page)).toBeNull();
  const targets = Array.from(page.matchAll(/href="([^"]*)"/g), ([, target]) => target);
  expect(targets.filter((target) => !page.includes(`id="${target.replace(/^#/, '')}"`))).toEqual([]);
  expect(targets.filter((target) => !/^#[a-z0-9]+$/.test(target))).toEqual([]);
}

describe('html', () => {
  it('escapes whatever is put in, but HTML', () => {
    expect(
      html`<b title="${'"'}">${'<i>'}${html`<u>${'&'}</u>`}${[1, '>']}${undefined}${false}</b>`.text,
    ).toBe('<b title="&quot;">&lt;i&gt;<u>&amp;</u>1&gt;</b>');
  });

  it('spells out what cannot be seen', () => {
    expect(html`${evil}`.text).toBe(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;\\u202e\\u0000\\n',
    );
    expect(html`${'naïve 数据 👍🏽 العمر'}`.text).toBe('naïve 数据 👍🏽 العمر');
  });
});

describe('profileReport', () => {
  it('shows names and texts of the data, and runs none of them', () => {
    const table = tableWith({
      [evil]: times(40, (at) => (at % 2 === 0 ? evil : `<img src=x onerror=alert(${at % 3})>`)),
      'y"><script>': times(40, (at) => at * 1.5),
      '--></style>': times(40, (at) => (at % 5) + 0.5),
    });
    for (const target of table.table.columns) {
      const page = profileReport(profileTable(table, { target }), { title: `</title>${evil}` });
      assertWellFormed(page);
      assertSelfContained(page);
      expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
      expect(page).toContain('&lt;img src=x onerror=alert(0)&gt;');
    }
  });

  it('allows no script and no other page to be loaded', () => {
    const page = profileReport(profileTable(tableWith({ a: [1, 2] })), { title: 't' });
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('leaves out what there is nothing to say about', () => {
    const page = profileReport(profileTable(tableWith({ a: ['x', 'y'] })), { title: 't' });
    expect(page).not.toContain('id="target"');
    expect(page).not.toContain('id="correlations"');
    expect(page).toContain('No value is missing.');
  });

  it.each(uglyTables.map((table) => [table.title, table] as const))('shows %s', async (_, ugly) => {
    const folder = mkdtempSync(join(tmpdir(), 'predictql-profile-'));
    try {
      const path = join(folder, ugly.file);
      writeFileSync(path, await ugly.content());
      const discovered = await discoverTable(path);
      const target = findColumn(discovered.table, ugly.target);
      for (const options of [{}, { target }]) {
        const page = profileReport(profileTable(discovered, options), { title: ugly.file });
        assertWellFormed(page);
        assertSelfContained(page);
        expect(
          / (?:x|y|x1|x2|width|height|fill-opacity|viewBox|d)="[^"]*(?:NaN|undefined|Infinity)/.exec(page),
        ).toBeNull();
        expect(/>(?:undefined|Infinity|NaN %)</.exec(page)).toBeNull();
        expect(page.match(/<article /g)).toHaveLength(discovered.table.columns.length);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
