// The simulator's chat page: the structure, handlers and habits written down in dgg-chat.md 11, in code of our own.
(() => {
  const PINNED_WITHIN = 30;
  const DEFAULT_MAX = 250;
  const chat = document.getElementById('chat');
  const include = document.getElementById('chat-include');
  const onStream = chat.classList.contains('onstreamchat');
  const settings = new Map(readSettings());
  const users = new Map();
  const emotes = new Set();
  const windows = new Map();
  let me;
  let socket;
  let last;
  let unread = 0;

  function readSettings() {
    try {
      return JSON.parse(localStorage.getItem('chat.settings') ?? '[]');
    } catch {
      return [];
    }
  }

  function make(tag, { id, className, text, ...rest } = {}, ...children) {
    const element = document.createElement(tag);
    if (id) element.id = id;
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(rest)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const frame = make('div', { id: 'chat-output-frame' });
  const tabs = make('div', { id: 'chat-windows-select', hidden: '' });
  const input = make('textarea', {
    id: 'chat-input-control',
    placeholder: 'Write something',
    'aria-label': 'Chat',
  });
  const whisperMenu = make('div', { id: 'chat-whisper-users', className: 'menu', hidden: '' });
  const userMenu = make('div', { id: 'chat-user-info', className: 'menu', hidden: '' });
  const whisperCount = make('span', { id: 'chat-whisper-unread-indicator' });

  function build() {
    const tools = make(
      'div',
      { id: 'chat-tools-wrap' },
      make(
        'div',
        { className: 'chat-tools-group' },
        make('a', { id: 'chat-emoticon-btn', className: 'chat-tool-btn', text: 'Emotes' }),
        make('a', { id: 'chat-whisper-btn', className: 'chat-tool-btn', text: 'Whispers ' }, whisperCount),
      ),
      make(
        'div',
        { className: 'chat-tools-group' },
        make('a', { id: 'chat-settings-btn', className: 'chat-tool-btn', text: 'Settings' }),
      ),
    );
    chat.replaceChildren(
      tabs,
      make('div', { id: 'chat-event-bar' }),
      make('div', { id: 'chat-poll-frame' }),
      frame,
    );
    frame.append(make('div', { id: 'chat-event-selected' }), make('div', { id: 'chat-pinned-message' }));
    if (!onStream)
      chat.append(
        make('div', { id: 'chat-input-frame' }, make('div', { id: 'chat-auto-complete' }), input, tools),
        userMenu,
        whisperMenu,
      );
    if (settings.get('showtime')) chat.classList.add('pref-showtime');
    if (settings.get('disableanimations')) chat.classList.add('pref-disableanimations');
    openWindow('main');
    document.getElementById('chat-whisper-btn')?.addEventListener('click', () => {
      whisperMenu.hidden = !whisperMenu.hidden;
    });
  }

  function openWindow(name) {
    const known = windows.get(name);
    if (known) return known;
    const lines = make('div', { className: 'chat-lines' });
    const notify = make('div', { className: 'chat-scroll-notify', text: 'More messages below', hidden: '' });
    const element = make(
      'div',
      {
        id: `chat-win-${name}`,
        className: name === 'main' ? 'chat-output' : 'chat-output chat-output-whisper',
      },
      notify,
      lines,
    );
    const view = { name, element, lines, notify, pinned: true, list: [], timer: undefined };
    lines.addEventListener('scroll', () => {
      view.pinned = lines.scrollHeight - lines.scrollTop - lines.clientHeight <= PINNED_WITHIN;
      notify.hidden = view.pinned;
      if (view.pinned) trimSoon(view);
    });
    notify.addEventListener('click', () => {
      lines.scrollTop = lines.scrollHeight;
    });
    windows.set(name, view);
    frame.append(element);
    activate(name === 'main' || windows.size === 1 ? name : active);
    return view;
  }

  let active = 'main';
  function activate(name) {
    active = name;
    for (const view of windows.values()) view.element.hidden = view.name !== name;
    tabs.hidden = windows.size < 2;
    tabs.replaceChildren(
      ...[...windows.keys()].map((key) => {
        const tab = make('button', { type: 'button', text: key, className: key === name ? 'active' : '' });
        tab.addEventListener('click', () => activate(key));
        return tab;
      }),
    );
  }

  function append(view, line, stamp) {
    view.lines.append(line);
    view.list.push({ line, stamp });
    if (view.pinned) view.lines.scrollTop = view.lines.scrollHeight;
    trimSoon(view);
  }

  // At most each 50 ms, oldest first, only while pinned; the parallel list is cut by the number of children.
  function trimSoon(view) {
    if (view.timer !== undefined) return;
    view.timer = setTimeout(() => {
      view.timer = undefined;
      if (!view.pinned) return;
      const spare = view.lines.children.length - (settings.get('maxlines') ?? DEFAULT_MAX);
      if (spare <= 0) return;
      for (const child of [...view.lines.children].slice(0, spare)) child.remove();
      view.list.splice(0, spare);
      view.lines.scrollTop = view.lines.scrollHeight;
    }, 50);
  }

  const TOKEN = /(https?:\/\/\S+)|(#(?:youtube|twitch)\/\S+)|([A-Za-z0-9_+]+)|([^A-Za-z0-9_+]+)/g;

  function textOf(data, sender) {
    const text = make('span', { className: 'text' });
    let into = text;
    if (data.startsWith('>') && sender.features?.length > 0) {
      into = make('span', { className: 'greentext' });
      text.append(into);
    }
    let plain = '';
    const flush = () => {
      if (plain !== '') into.append(document.createTextNode(plain));
      plain = '';
    };
    for (const [token, link, embed, word] of data.matchAll(TOKEN)) {
      if (link || embed) {
        flush();
        const shown = token.length > 90 ? `${token.slice(0, 40)}...${token.slice(-40)}` : token;
        into.append(
          make('a', {
            className: embed ? 'externallink bookmarklink' : 'externallink',
            href: embed ? `/bigscreen${token}` : token,
            target: '_blank',
            rel: 'nofollow noopener',
            text: shown,
          }),
        );
      } else if (word && emotes.has(word)) {
        flush();
        into.append(make('div', { className: `emote ${word}`, title: word, text: `${word} ` }));
      } else if (word && users.has(word.toLowerCase())) {
        flush();
        into.append(make('span', { className: 'chat-user', text: word }));
      } else {
        plain += token;
      }
    }
    flush();
    return text;
  }

  function userLine(message, flags = []) {
    const own = me && message.nick.toLowerCase() === me.nick.toLowerCase();
    const mentions = me && new RegExp(`\\b${me.nick}\\b`, 'i').test(message.data);
    const continued = last === message.nick.toLowerCase() && !flags.includes('msg-whisper');
    last = message.nick.toLowerCase();
    let data = message.data;
    const classes = ['msg-chat', 'msg-user', ...flags, ...(message.features ?? [])];
    if (own) classes.push('msg-own');
    if (mentions && !own) classes.push('msg-highlight');
    if (continued) classes.push('msg-continue');
    if (data.startsWith('/me ')) {
      classes.push('msg-me');
      data = data.slice(4);
    }
    const features = make('span', { className: 'features' });
    for (const feature of message.features ?? [])
      features.append(make('i', { className: `flair ${feature}`, 'data-flair': feature }));
    const ctrl = flags.includes('msg-whisper') ? ' whispered: ' : ': ';
    const line = make(
      'div',
      { className: classes.join(' '), 'data-username': message.nick.toLowerCase() },
      timeOf(message.timestamp),
      features,
      make('a', { className: ['user', ...(message.features ?? [])].join(' '), text: message.nick }),
      make('span', { className: 'ctrl', text: ctrl }),
      textOf(data, message),
    );
    return line;
  }

  function timeOf(stamp) {
    const at = new Date(stamp ?? Date.now());
    return make('time', {
      className: 'time',
      'data-unixtimestamp': String(at.getTime()),
      text: at.toISOString().slice(11, 16),
    });
  }

  function notice(kind, text) {
    last = undefined;
    append(
      openWindow('main'),
      make('div', { className: `msg-chat msg-${kind}` }, timeOf(), make('span', { className: 'text', text })),
    );
  }

  let combo;
  function emoteLine(message) {
    const view = openWindow('main');
    const word = message.data.trim();
    if (combo && combo.word === word && combo.line.isConnected) {
      combo.count += 1;
      if (combo.count === 2) {
        combo.line.remove();
        view.list.pop();
        const text = make(
          'span',
          { className: 'text' },
          make('div', { className: `emote ${word}`, title: word, text: `${word} ` }),
        );
        combo.line = make(
          'div',
          { className: 'msg-chat msg-emote', 'data-combo': '2' },
          timeOf(message.timestamp),
          text,
          make('span', { className: 'chat-combo', text: 'x2 combo' }),
        );
        append(view, combo.line, message.timestamp);
      } else {
        combo.line.setAttribute('data-combo', String(combo.count));
        combo.line.querySelector('.chat-combo').textContent = `x${combo.count} combo`;
      }
      return;
    }
    const line = userLine(message);
    combo = { word, line, count: 1 };
    append(view, line, message.timestamp);
  }

  function remember(user) {
    if (user?.nick) users.set(user.nick.toLowerCase(), user);
  }

  const ignored = () => (settings.get('ignorenicks') ?? []).map((nick) => nick.toLowerCase());

  const HANDLERS = {
    ME(payload) {
      me = payload ?? undefined;
    },
    NAMES({ users: list }) {
      for (const user of list ?? []) remember(user);
    },
    JOIN: remember,
    QUIT(user) {
      users.delete(user.nick.toLowerCase());
    },
    HISTORY(list) {
      for (const line of list) dispatch(line, true);
    },
    MSG(message, historical) {
      if (ignored().includes(message.nick.toLowerCase())) return;
      const key = `${message.timestamp} ${message.id} ${message.data}`;
      const view = openWindow('main');
      if (view.list.some((one) => one.stamp === key)) return;
      if (emotes.has(message.data.trim())) return emoteLine(message);
      combo = undefined;
      append(view, userLine(message, historical ? ['msg-historical'] : []), key);
    },
    PRIVMSG(whisper) {
      if (ignored().includes(whisper.nick.toLowerCase())) return;
      const name = whisper.nick.toLowerCase();
      const line = () => userLine({ ...whisper, features: [] }, ['msg-whisper']);
      if (settings.get('showhispersinchat')) append(openWindow('main'), line());
      const view = windows.get(name);
      if (view) append(view, line());
      if (active !== name) {
        unread += 1;
        whisperCount.textContent = String(unread);
        if (!whisperMenu.querySelector(`[data-username="${name}"]`)) {
          const entry = make('a', { className: 'user', 'data-username': name, text: whisper.nick });
          entry.addEventListener('click', () => open(name));
          whisperMenu.append(entry);
        }
      }
    },
    PRIVMSGSENT: () => notice('info', 'Your message has been sent.'),
    MUTE: (event, historical) => historical || notice('command', `${event.data} muted by ${event.nick}.`),
    BAN: (event, historical) => historical || notice('command', `${event.data} banned by ${event.nick}.`),
    SUBONLY: (event) => notice('command', `Subscriber only mode is ${event.data}.`),
    BROADCAST(event) {
      const info = make(
        'div',
        { className: 'event-info' },
        make('span', { className: 'text', text: event.data }),
      );
      append(
        openWindow('main'),
        make(
          'div',
          { className: 'msg-chat msg-broadcast msg-event', 'data-uuid': event.uuid ?? '' },
          make(
            'div',
            { className: 'event-wrapper' },
            make('div', { className: 'event-top' }, info),
            make('div', { className: 'event-bottom' }),
          ),
        ),
      );
    },
    PING: (payload) => socket.send(`PONG ${JSON.stringify(payload)}`),
    ERR(payload) {
      const description = payload?.description ?? payload;
      stopped = description === 'banned' || description === 'toomanyconnections';
      notice('error', `Error: ${description}`);
    },
  };

  function dispatch(line, historical = false) {
    const space = line.indexOf(' ');
    const type = (space < 0 ? line : line.slice(0, space)).toUpperCase();
    let payload = space < 0 ? '' : line.slice(space + 1);
    try {
      payload = JSON.parse(payload);
    } catch {
      // The raw text, as the real page keeps it.
    }
    const handler = HANDLERS[type];
    try {
      handler?.(payload, historical);
    } catch {
      // Garbage of the server's is not the page's business.
    }
  }

  let stopped = false;
  function connect() {
    socket = new WebSocket(include.dataset.wsUrl);
    let opened = false;
    socket.addEventListener('open', () => {
      opened = true;
    });
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') dispatch(data);
    });
    socket.addEventListener('close', ({ code }) => {
      if (stopped) return;
      const delay = code === 1001 ? 0 : opened ? 500 + Math.random() * 2500 : 5000 + Math.random() * 25000;
      setTimeout(connect, delay);
    });
  }

  function open(name) {
    openWindow(name);
    activate(name);
    unread = 0;
    whisperCount.textContent = '';
    fetch(`/api/messages/usr/${name}/inbox`).catch(() => undefined);
  }

  function submit() {
    const text = input.value.trim();
    input.value = '';
    if (text === '') return;
    const command = /^\/open (\w+)$/.exec(text);
    if (command) return open(command[1].toLowerCase());
    const whisper = /^\/(?:w|whisper|msg) (\w+) (.+)$/s.exec(text);
    if (whisper) return socket.send(`PRIVMSG ${JSON.stringify({ nick: whisper[1], data: whisper[2] })}`);
    if (active !== 'main') return socket.send(`PRIVMSG ${JSON.stringify({ nick: active, data: text })}`);
    socket.send(`MSG ${JSON.stringify({ data: text })}`);
  }

  input.addEventListener('keypress', (event) => {
    if (event.keyCode !== 13 || event.shiftKey) return;
    event.preventDefault();
    submit();
  });

  // What reaches an extension's elements too (dgg-chat.md 11.6).
  let pressed = false;
  frame.addEventListener('mousedown', () => {
    pressed = true;
  });
  frame.addEventListener('mouseup', () => {
    if (!pressed) return;
    pressed = false;
    whisperMenu.hidden = true;
    userMenu.hidden = true;
    if (String(getSelection()) === '') setTimeout(() => input.focus(), 10);
  });
  frame.addEventListener('click', ({ target }) => {
    const nick = target.closest?.('.user, .chat-user, .flair')?.textContent?.toLowerCase();
    const lines = windows.get(active).lines;
    lines.classList.toggle('focused', nick !== undefined);
    for (const line of lines.children)
      line.classList.toggle('in-focus', nick !== undefined && line.dataset.username === nick);
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    whisperMenu.hidden = true;
    userMenu.hidden = true;
    windows.get(active).lines.classList.remove('focused');
    chat.dataset.escapes = String(Number(chat.dataset.escapes ?? 0) + 1);
  });
  window.addEventListener('resize', () => {
    const { lines, pinned } = windows.get(active);
    if (pinned) lines.scrollTop = lines.scrollHeight;
    input.focus();
  });

  // The tree appears some time after the document has loaded.
  setTimeout(async () => {
    const list = await fetch('https://cdn.destiny.gg/emotes/emotes.json')
      .then((answer) => answer.json())
      .catch(() => []);
    for (const { prefix } of list) emotes.add(prefix);
    build();
    connect();
    input.focus();
  }, 150);
})();
