// The amount in words beside a money field: typed in 万元, read in 元.
const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '兆'];

function group(number) {
  let words = '';
  let gap = false;
  [...String(number).padStart(4, '0')].forEach((digit, at) => {
    if (digit === '0') { gap = words !== ''; return; }
    words += (gap ? '零' : '') + DIGITS[digit] + PLACES[3 - at];
    gap = false;
  });
  return words;
}

/** `12.5` (万元) -> 壹拾贰万伍仟元整; empty when it is no amount. */
export function inWords(text) {
  const plain = text.normalize('NFKC').replace(/[,，\s]/g, '');
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!parts) return '';
  const yuan = (parts[1] + (parts[2] || '').padEnd(2, '0') + '00').replace(/^0+/, '');
  if (!yuan) return '零元整';
  const groups = [];
  for (let end = yuan.length; end > 0; end -= 4) groups.push(Number(yuan.slice(Math.max(0, end - 4), end)));
  let words = '';
  for (let at = groups.length - 1; at >= 0; at -= 1) {
    if (!groups[at]) continue;
    const after = words !== '' && (groups[at] < 1000 || groups[at + 1] === 0);
    words += (after ? '零' : '') + group(groups[at]) + GROUPS[at];
  }
  return `${words}元整`;
}

export function echo(input) {
  const note = document.getElementById(input.dataset.money);
  if (!note) return;
  input.addEventListener('input', () => { note.textContent = inWords(input.value); });
}
