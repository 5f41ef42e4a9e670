// News while a page is looked at, keys, charts. Every page works without it.
'use strict';

(() => {
  const byId = id => document.getElementById(id);

  // ---- news: the page is asked for again and its content moulded into the new one

  let answered = Date.now();
  let said = byId('live')?.dataset.said;

  Idiomorph.defaults.callbacks.beforeNodeMorphed = (before, after) => {
    if (before.nodeType !== Node.ELEMENT_NODE) return true;
    if (before === document.activeElement && before.id === 'q') return false;
    if (before.tagName === 'DETAILS' && after.tagName === 'DETAILS') after.open = before.open;
    if (before.dataset.chart && after.dataset?.chart) {
      if (before.dataset.chart !== after.dataset.chart) {
        before.dataset.chart = after.dataset.chart;
        draw(before);
      }
      return false;
    }
    return true;
  };

  const refresh = () => {
    const live = byId('live');
    if (live && document.visibilityState === 'visible' && !document.querySelector('dialog[open]')) {
      htmx.trigger(live, 'refresh');
    }
  };

  const lost = () => {
    const box = byId('lost');
    const since = new Date(answered).toISOString().slice(0, 19).replace('T', ' ');
    const text = `Not renewed since ${since} UTC: the server does not answer. What you see may be old.`;
    if (box.textContent !== text) box.textContent = text;
    box.hidden = false;
  };

  for (const failure of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
    document.addEventListener(failure, lost);
  }

  document.addEventListener('htmx:afterSwap', () => {
    answered = Date.now();
    byId('lost').hidden = true;
    const time = document.querySelector('footer time');
    time.dateTime = new Date(answered).toISOString();
    time.textContent = time.dateTime.slice(0, 19).replace('T', ' ') + ' UTC';
    const news = byId('live')?.dataset.said;
    if (news && news !== said) {
      said = news;
      byId('announcer').textContent = news;
    }
  });

  const seconds = Number(byId('live')?.dataset.refresh ?? 0);
  if (seconds > 0) {
    setInterval(refresh, seconds * 1000);
    document.addEventListener('visibilitychange', refresh);
  }

  // ---- filter: as one types; the address keeps it

  let typing;
  document.addEventListener('input', event => {
    if (event.target.id !== 'q') return;
    clearTimeout(typing);
    typing = setTimeout(() => {
      const address = new URL(location.href);
      if (event.target.value) address.searchParams.set('q', event.target.value);
      else address.searchParams.delete('q');
      history.replaceState(null, '', address);
      refresh();
    }, 150);
  });

  // ---- keys

  const pages = { f: '/', i: '/incidents', g: '/gates', r: '/references', p: '/plan' };
  let going = 0;

  const step = by => {
    const rows = [...document.querySelectorAll('[data-nav]')];
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
    rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
  };

  const help = () => {
    const dialog = byId('help');
    if (!dialog.open) dialog.showModal();
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typingIn = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (typingIn) {
      if (event.key === 'Escape') typingIn.blur();
      return;
    }
    if (document.querySelector('dialog[open]')) return;
    if (Date.now() - going < 1500 && pages[event.key]) {
      location.assign(pages[event.key]);
      return;
    }
    going = event.key === 'g' ? Date.now() : 0;
    const action = { '/': () => byId('q')?.focus(), j: () => step(1), k: () => step(-1), '?': help }[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  byId('help-button').hidden = false;
  byId('help-button').addEventListener('click', help);

  // ---- charts

  const charts = new Map();

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const clock = at => new Date(at * 1e3).toISOString().slice(11, 16);

  const draw = box => {
    charts.get(box)?.destroy();
    const { names, times, values } = JSON.parse(box.dataset.chart);
    const lines = colour('--lines').split(' ');
    const steps = uPlot.paths.stepped({ align: 1 });
    const axis = { stroke: colour('--text'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
    charts.set(box, new uPlot({
      width: box.clientWidth,
      height: 220,
      tzDate: at => uPlot.tzDate(new Date(at * 1e3), 'Etc/UTC'),
      cursor: { drag: { x: false, y: false } },
      legend: { live: false },
      scales: { y: { range: (plot, low, high) => [Math.min(0, low ?? 0), Math.max(1.1, high ?? 1)] } },
      axes: [{ ...axis, values: (plot, at) => at.map(clock) }, { ...axis, size: 44 }],
      series: [
        {},
        ...names.map((label, i) => ({ label, stroke: lines[i % lines.length], width: 2, dash: i ? [6, 2 + 2 * i] : [], paths: steps, points: { show: false } })),
        { label: 'pages', stroke: colour('--text'), width: 1, dash: [2, 4], points: { show: false } },
      ],
    }, [times, ...values, times.map(() => 1)], box));
  };

  const drawAll = () => document.querySelectorAll('[data-chart]').forEach(draw);
  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  let resizing;
  addEventListener('resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(drawAll, 100);
  });
})();
