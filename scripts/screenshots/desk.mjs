/** Somebody of the secretariat at the back office: goes to lists and requests by address and by name, and is drawn. */
export class Desk {
  constructor(page, site, shoot) {
    Object.assign(this, { page, site, shoot });
  }

  /** Draws the screen, or one piece of it. */
  draw(name, piece = this.page) {
    return this.shoot(piece, name);
  }

  /** Draws the first so many pixels of the request beside the list. */
  async drawTop(name, height) {
    const { x, y, width } = await this.page.getByRole('article').boundingBox();
    await this.shoot(this.page, name, { clip: { x, y, width, height } });
  }

  async list(search = '') {
    await this.page.goto(`${this.site}/demandes${search}`);
    await this.page.getByRole('main').getByRole('listitem').first().waitFor();
    await this.calm();
  }

  /** A request of a list, by what its row says. */
  async read(row, search = '') {
    await this.list(search);
    await this.page.getByRole('main').getByRole('link', { name: row }).first().click();
    await this.page.getByRole('article').waitFor();
    await this.page.getByRole('region', { name: 'Décision' }).waitFor();
    await this.calm();
  }

  async go(path, heading) {
    await this.page.goto(`${this.site}${path}`);
    await this.page.getByRole('heading', { name: heading }).first().waitFor();
    await this.calm();
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  /** One of the acts that are folded. */
  async other(label) {
    await this.page.getByText('Autres actes').click();
    await this.page.getByRole('button', { name: label }).click();
  }

  /** The dialog that is open, without what is behind it. */
  async dialog(title) {
    const dialog = this.page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    return dialog;
  }

  async closeDialog() {
    await this.page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** Draws on a screen so high that a list or a dialog need not be scrolled. */
  async drawTall(name, piece, height = 1400) {
    const size = this.page.viewportSize();
    await this.page.setViewportSize({ ...size, height });
    await piece?.evaluate((part) => {
      const dialog = part.closest('dialog') ?? part;
      dialog.style.maxHeight = 'none';
    });
    await this.draw(name, piece);
    await this.page.setViewportSize(size);
  }

  /** Nothing under the mouse, everything loaded, the line to the server open. */
  async calm() {
    await this.page.mouse.move(640, 2);
    await this.page.getByText('En direct').waitFor();
  }

  leave() {
    return this.page.context().close();
  }
}
