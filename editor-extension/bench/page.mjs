/** What the benchmarks do with the viewer's page; each function that begins with `in` runs in the page. */

/** Clicks a row of the list; resolves when every lane in sight is drawn in full, and that is on the screen. */
async function inClickUntilDrawn(id) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const row = document.querySelector(`[data-capture="${id}"]`);
  const before = document.querySelector('.vr-stage');
  const started = performance.now();
  row.click();
  for (;;) {
    await frame();
    const stage = document.querySelector('.vr-stage');
    if (stage !== null && stage !== before && stage.dataset.waveforms === 'complete') break;
    if (performance.now() - started > 60_000) throw new Error('the waveforms were not drawn within a minute');
  }
  await frame();
  return performance.now() - started;
}

/** Opens the page and waits until its newest capture is drawn. */
export async function openPage(page, link) {
  await page.goto(link);
  await page.waitForSelector('.vr-stage[data-waveforms="complete"]', { timeout: 60_000 });
}

export function clickUntilDrawn(page, id) {
  return page.evaluate(inClickUntilDrawn, id);
}

/** The identifier of a capture in the list, by a text of its row. */
export function idOfRow(page, text) {
  return page.locator('[data-capture]', { hasText: text }).first().getAttribute('data-capture');
}

const STEP_MS = 16;

/** Zooms in and out and moves along with the wheel, as a hand would, for so long. */
export async function scrollAndZoom(page, box, seconds) {
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const end = performance.now() + 1000 * seconds;
  for (let turn = 0; performance.now() < end; turn++) {
    const phase = Math.floor(turn / 40) % 4;
    if (phase % 2 === 0) {
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, phase === 0 ? -40 : 40);
      await page.keyboard.up('Control');
    } else {
      await page.mouse.wheel(phase === 1 ? 60 : -60, 0);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
