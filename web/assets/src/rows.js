// Repeating rows: clone the template instead of a round trip to the server.
export function rows(box) {
  const template = box.querySelector('template');
  const body = box.querySelector('[data-rows-body]');
  const add = box.querySelector('[data-rows-add]');
  const most = Number(box.dataset.most);
  let next = Number(box.dataset.next);
  if (!template || !add) return;

  add.addEventListener('click', (event) => {
    event.preventDefault();
    if (body.children.length >= most) return;
    const copy = template.content.querySelector('[data-row]').cloneNode(true);
    copy.querySelectorAll('[name],[id],[for],[value],[aria-describedby]').forEach((element) => {
      for (const name of ['name', 'id', 'for', 'value', 'aria-describedby']) {
        const text = element.getAttribute(name);
        if (text && text.includes('__n__')) element.setAttribute(name, text.replace(/__n__/g, next));
      }
    });
    next += 1;
    body.appendChild(copy);
    body.lastElementChild.querySelector('input,select,textarea').focus();
  });

  body.addEventListener('click', (event) => {
    const remove = event.target.closest('[data-rows-remove]');
    if (!remove) return;
    event.preventDefault();
    remove.closest('[data-row]').remove();
    add.focus();
    body.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
