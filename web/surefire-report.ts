import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes the counts in the form of Maven's test reports, so that one line counts all tests. */
export default class SurefireReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const folder = 'target/surefire-reports';
    mkdirSync(folder, { recursive: true });
    for (const module of modules) {
      const counts = { run: 0, failed: 0, skipped: 0, millis: 0 };
      for (const test of module.children.allTests()) {
        counts.run += 1;
        counts.millis += test.diagnostic()?.duration ?? 0;
        if (test.result().state === 'failed') counts.failed += 1;
        if (test.result().state === 'skipped') counts.skipped += 1;
      }
      const broken = counts.run === 0 || (module.state() === 'failed' && counts.failed === 0);
      const name = module.relativeModuleId.replace(/[^A-Za-z0-9]+/g, '.');
      const line =
        `Tests run: ${counts.run + (broken ? 1 : 0)}, Failures: ${counts.failed}, ` +
        `Errors: ${broken ? 1 : 0}, Skipped: ${counts.skipped}, ` +
        `Time elapsed: ${(counts.millis / 1000).toFixed(3)} s -- in ${name}\n`;
      writeFileSync(`${folder}/${name}.txt`, line);
    }
  }
}
