// What pages do beyond HTML: keys, ranges of ticks, clocks that count, and a line for new rows. Every page works
// without it.
const zh = document.body.dataset.lang === 'zh-CN';
const say = (en, cn) => zh ? cn : en;
const rows = () => [...document.querySelectorAll('table[data-list] tbody tr')];
const keysOff = () => localStorage.getItem('takedown-keys') === 'off';

// Clocks: the words are those of the server.
function left(ms) {
  const size = Math.abs(ms), min = Math.floor(size / 6e4), h = Math.floor(min / 60), d = Math.floor(h / 24);
  const text = d >= 2 ? say(`${d} days`, `${d} 天`)
    : h >= 1 ? say(`${h} h ${min % 60} min`, `${h} 小时 ${min % 60} 分`) : say(`${min} min`, `${min} 分钟`);
  return ms < 0 ? say(`overdue by ${text}`, `已超期 ${text}`) : say(`${text} left`, `剩余 ${text}`);
}
const loaded = Date.now();
const serverNow = Date.parse(document.body.dataset.now || '') || loaded;
function count() {
  const now = serverNow + Date.now() - loaded;
  for (const time of document.querySelectorAll('time[data-due]')) {
    const span = time.querySelector('.left');
    if (!span) continue;
    const rest = Date.parse(time.dateTime) - now;
    span.textContent = left(rest);
    time.classList.remove('over', 'near', 'far');
    time.classList.add(rest < 0 ? 'over' : rest < 144e5 ? 'near' : 'far');
  }
}
setInterval(count, 20000);

// Ticks: all, ranges with Shift, and how many.
let last = null;
function told() {
  const bar = document.querySelector('[data-ticked]');
  if (!bar) return;
  const n = rows().filter(r => r.querySelector('input[name=id]')?.checked).length;
  bar.textContent = n ? say(`${n} ticked on this page`, `本页已勾选 ${n} 条`) : say('Tick the rows to act on.', '请勾选要处理的记录。');
}
document.addEventListener('click', e => {
  const box = e.target;
  if (box.matches?.('[data-all]')) {
    for (const row of rows()) { const tick = row.querySelector('input[name=id]'); if (tick) tick.checked = box.checked; }
    told();
  } else if (box.matches?.('input[name=id]')) {
    const all = rows().map(r => r.querySelector('input[name=id]'));
    if (e.shiftKey && last && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      for (const tick of all.slice(from, to + 1)) tick.checked = box.checked;
    }
    last = box;
    told();
  }
});

// Keys, outside of fields and without modifiers.
let at = -1;
function move(to) {
  const all = rows();
  if (!all.length) return;
  all[at]?.removeAttribute('aria-current');
  at = Math.max(0, Math.min(all.length - 1, to));
  all[at].setAttribute('aria-current', 'true');
  all[at].scrollIntoView({ block: 'nearest' });
  (all[at].querySelector('a') ?? all[at].querySelector('input'))?.focus({ preventScroll: true });
}
document.addEventListener('keydown', e => {
  if (e.key === 'Enter' && e.ctrlKey) { e.target.form?.requestSubmit(); return; }
  if (e.ctrlKey || e.altKey || e.metaKey || keysOff()) return;
  if (e.target.matches?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
  const act = {
    j: () => move(at + 1),
    k: () => move(at - 1),
    x: () => rows()[at]?.querySelector('input[name=id]')?.click(),
    Enter: () => e.target.matches?.('a, button') ? null : rows()[at]?.querySelector('a')?.click(),
    u: () => history.back(),
    '/': () => document.querySelector('.filters input, .filters select')?.focus(),
    '?': () => { location.href = '/console/keys-help'; },
  }[e.key];
  if (!act) return;
  if (e.key !== 'Enter') e.preventDefault();
  act();
});
const off = document.querySelector('[data-keys-off]');
if (off) {
  off.checked = keysOff();
  off.addEventListener('change', () => localStorage.setItem('takedown-keys', off.checked ? 'off' : 'on'));
}

// New rows are told, never put in: nothing moves under the hand.
const first = rows()[0]?.dataset.id;
async function look() {
  if (document.hidden || document.querySelector('[data-new]')) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html', 'Takedown-Look': '1' } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const known = new Set(rows().map(r => r.dataset.id));
  const fresh = [...page.querySelectorAll('table[data-list] tbody tr')].filter(r => !known.has(r.dataset.id)).length;
  if (!fresh) return;
  const line = document.createElement('p');
  line.className = 'note';
  line.dataset.new = '';
  line.setAttribute('role', 'status');
  const link = document.createElement('a');
  link.href = location.href;
  link.textContent = say(`${fresh} new, show`, `有 ${fresh} 条新记录，点击显示`);
  line.append(link);
  document.querySelector('table[data-list]').closest('.table').before(line);
}
if (first && !new URL(location.href).searchParams.has('after')) setInterval(look, 15000);

// Tells whoever drives the page that keys are heard now.
document.body.dataset.ready = 'true';

// A form is sent once.
document.addEventListener('submit', e => {
  const button = e.submitter;
  if (!button || e.target.method !== 'post') return;
  setTimeout(() => { button.disabled = true; setTimeout(() => { button.disabled = false; }, 4000); });
});

// A file goes out with its progress; the answer takes the place of the one before, and the file stays chosen.
const upload = document.querySelector('form[data-upload]');
if (upload) {
  const file = upload.querySelector('input[name=file]'), proofs = upload.querySelector('input[name=evidence]');
  const drop = upload.querySelector('[data-drop]');
  const told = upload.querySelector('[data-progress]');
  drop.addEventListener('dragover', e => { e.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', e => {
    e.preventDefault();
    drop.classList.remove('over');
    const table = new DataTransfer(), others = new DataTransfer();
    for (const one of e.dataTransfer.files) {
      (/\.(csv|tsv|txt|ndjson|jsonl|json)$/i.test(one.name) && !table.files.length ? table : others).items.add(one);
    }
    if (table.files.length) file.files = table.files;
    if (others.files.length) { proofs.files = others.files; proofs.dispatchEvent(new Event('change')); }
  });
  const mb = n => (n / 1048576).toFixed(1) + ' MB';
  upload.addEventListener('submit', e => {
    e.preventDefault();
    const data = new FormData(upload), request = new XMLHttpRequest();
    const isReal = data.get('mode') === 'send', bar = told.querySelector('progress'), text = told.querySelector('span');
    let sent = '', rows = '';
    const show = () => { text.textContent = [sent, rows].filter(t => t).join(' · '); };
    told.hidden = false;
    request.upload.onprogress = p => {
      const part = p.total ? Math.round(p.loaded / p.total * 100) : 0;
      bar.value = part;
      sent = p.loaded < p.total ? say(`${mb(p.loaded)} of ${mb(p.total)} sent (${part} %)`, `已发送 ${mb(p.loaded)}，共 ${mb(p.total)}（${part}%）`)
        : say('Sent; the rows are being checked', '已发送，正在逐行校验');
      show();
    };
    const count = isReal ? setInterval(async () => {
      const answer = await fetch('/console/upload/progress').catch(() => null);
      if (answer?.ok) { rows = await answer.text(); show(); }
    }, 2000) : 0;
    const end = () => { clearInterval(count); told.hidden = true; };
    request.onerror = () => { end(); text.textContent = ''; alert(say('The connection was lost. Try again.', '连接中断，请重试。')); };
    request.onload = () => {
      end();
      if (new URL(request.responseURL).pathname !== '/console/upload') { location.href = request.responseURL; return; }
      const page = new DOMParser().parseFromString(request.responseText, 'text/html');
      const answer = page.querySelector('#upload-answer'), fresh = page.querySelector('form[data-upload]');
      if (!answer || !fresh) { location.reload(); return; }
      document.querySelector('#upload-answer').replaceWith(answer);
      for (const name of ['_token', '_once']) {
        upload.querySelector(`[name=${name}]`).value = fresh.querySelector(`[name=${name}]`).value;
      }
      upload.querySelector(`[name=mode][value=${fresh.querySelector('[name=mode]:checked').value}]`).checked = true;
      upload.querySelector('button').focus();
    };
    request.open('POST', upload.action);
    request.send(data);
  });
}

// The SHA-256 of chosen files, to be put into a table; the server computes it again.
for (const input of document.querySelectorAll('input[data-hashes]')) {
  input.addEventListener('change', async () => {
    const list = document.getElementById(input.dataset.hashes);
    list.replaceChildren();
    list.hidden = !input.files.length;
    for (const one of input.files) {
      const item = document.createElement('li'), code = document.createElement('code');
      item.append(one.name + ' ', code);
      list.append(item);
      if (!crypto.subtle || one.size > 67108864) continue;
      const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await one.arrayBuffer()));
      code.textContent = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
    }
  });
}

// Answers that are held: the seconds count down, then their results are shown.
const held = document.querySelector('time[data-held]');
if (held) {
  const span = document.querySelector('[data-held-left]');
  const tick = setInterval(() => {
    const rest = Math.ceil((Date.parse(held.dateTime) - (serverNow + Date.now() - loaded)) / 1000);
    span.textContent = rest > 0 ? say(`(in ${rest} s)`, `（${rest} 秒后）`) : '';
    if (rest > -2) return;
    clearInterval(tick);
    location.reload();
  }, 500);
} else if (document.querySelector('[data-held-running]')) setTimeout(() => location.reload(), 2000);
