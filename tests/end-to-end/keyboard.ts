/**
 * Officials' pages worked by keys alone: once this is called, what the helpers of a test file press, tick, choose and type on them is
 * reached by Tab and done by Enter, Space, arrows and letters. A control that Tab never reaches, or that does not show that it has the
 * focus, fails the test. Voters' pages have a test of their own (voter-screens/without-touch).
 */
import type { Locator, Page } from 'playwright-core';
import { DELIBERATE_MS } from './kiosk.ts';

/** More than any page has; the way round begins again at its first control. */
const MOST_TABS = 400;

const isOfficials = (page: Page): boolean => !/^\/(kiosk|screen)\//.test(new URL(page.url()).pathname);

/** The outline of the control itself or, where that one is hidden behind a drawn one, of what is drawn around it. */
const showsFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const hasOutline = (at: Element | null): boolean => {
      if (at === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const label = element.closest('label, .input');
    return element.matches(':focus-visible') && (hasOutline(element) || hasOutline(label));
  });

/** Radio buttons of one name are one stop: Tab comes to the one that is chosen, or to an end of the row. */
const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const at = document.activeElement;
    return (
      at === element ||
      (at instanceof HTMLInputElement &&
        element instanceof HTMLInputElement &&
        at.type === 'radio' &&
        element.type === 'radio' &&
        at.name === element.name)
    );
  });

async function reach(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'visible' });
  const { keyboard } = locator.page();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await hasFocus(locator)) {
      // A page that puts the focus somewhere by itself need not show it; the next key does.
      const active = locator.page().locator(':focus');
      if (tabs > 0 && !(await showsFocus(active))) throw new Error(`the focus is not to be seen: ${locator}`);
      return;
    }
    await keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${locator}`);
}

async function press(locator: Locator): Promise<void> {
  await reach(locator);
  // Keys have no place on the screen: a second press this soon after a button that has gone is taken for the same one (UX 2).
  await locator.page().waitForTimeout(DELIBERATE_MS);
  // What ends something counts only when it has stood there.
  await locator.and(locator.page().locator(':not([aria-disabled="true"])')).waitFor();
  await locator.page().keyboard.press('Enter');
}

async function tick(locator: Locator): Promise<void> {
  await reach(locator);
  const { keyboard } = locator.page();
  const type = await locator.getAttribute('type');
  for (let turns = 0; !(await locator.isChecked()); turns += 1) {
    if (turns > 30) throw new Error(`no key ticks ${locator}`);
    const isHere = await locator.evaluate((element) => element === document.activeElement);
    await keyboard.press(type === 'radio' && !isHere ? 'ArrowDown' : 'Space');
  }
}

async function type(locator: Locator, value: string): Promise<void> {
  await reach(locator);
  const { keyboard } = locator.page();
  await keyboard.press('Control+A');
  await keyboard.insertText(value);
}

async function choose(locator: Locator, value: string): Promise<void> {
  await reach(locator);
  const { keyboard } = locator.page();
  await keyboard.press('Home');
  for (let turns = 0; (await locator.inputValue()) !== value; turns += 1) {
    if (turns > 60) throw new Error(`no key chooses ${value} in ${locator}`);
    await keyboard.press('ArrowDown');
  }
}

/** Returns how often each kind of act was done by keys, so that a test sees that it was. */
export function workByKeyboard(page: Page): Readonly<Record<'press' | 'tick' | 'type' | 'choose', number>> {
  const done = { press: 0, tick: 0, type: 0, choose: 0 };
  const locators = Object.getPrototypeOf(page.locator('html')) as Locator;
  const byPointer = {
    click: locators.click,
    check: locators.check,
    fill: locators.fill,
    selectOption: locators.selectOption,
  };
  locators.click = async function (this: Locator, options) {
    if (!isOfficials(this.page())) return byPointer.click.call(this, options);
    done.press += 1;
    return press(this);
  };
  locators.check = async function (this: Locator, options) {
    if (!isOfficials(this.page())) return byPointer.check.call(this, options);
    done.tick += 1;
    return tick(this);
  };
  locators.fill = async function (this: Locator, value, options) {
    // The parts of a date are asked for in the order of the browser's country.
    const isDate = (await this.getAttribute('type')) === 'date';
    if (!isOfficials(this.page())) return byPointer.fill.call(this, value, options);
    done.type += 1;
    if (!isDate) return type(this, value);
    await reach(this);
    return byPointer.fill.call(this, value, options);
  };
  locators.selectOption = async function (this: Locator, value, options) {
    if (!isOfficials(this.page()) || typeof value !== 'string')
      return byPointer.selectOption.call(this, value, options);
    done.choose += 1;
    await choose(this, value);
    return [value];
  };
  return done;
}
