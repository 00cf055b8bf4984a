/* The live parts of the check: the list of a waiting room, and the test of the browser.
   Plain enough for Internet Explorer 11; every page works without it. */
(function () {
  'use strict';

  var list = document.getElementById('visits');
  var news = 0; /* lines that came since the page was opened */
  var TURNS = 60; /* asked this often, a page tries again to be told */
  var waits = false; /* whether the page says that it has to wait */
  var STATES = {
    away: 'The list has to wait: the database of this portal does not answer. Calls are answered all the same; as many ' +
      'as can be kept in hand appear here when it is back. It goes on by itself.',
    silent: 'The list has to wait: the portal does not answer. It goes on by itself.',
    back: 'The list goes on.',
    over: 'Nothing more comes here: this was closed or deleted, or your session is over. Load the page again to see how ' +
      'it stands.'
  };

  function ask(url, json, patience, done) {
    var request = new XMLHttpRequest();
    request.open('GET', url, true);
    request.timeout = patience;
    if (json) { request.setRequestHeader('Accept', 'application/json'); }
    request.onload = function () { done(request.status, request.responseText, ''); };
    request.onerror = function () { done(0, '', 'error'); };
    request.ontimeout = function () { done(0, '', 'timeout'); };
    request.send();
  }

  function parsed(text) {
    try { return JSON.parse(text); } catch (broken) { return null; }
  }

  /* ---- Times: the page says them in UTC, the browser knows the reader's own ---- */

  function addLocalTimes(place) {
    var times = place.getElementsByTagName('time');
    for (var i = 0; i < times.length; i += 1) {
      var when = new Date(times[i].getAttribute('datetime'));
      if (isNaN(when.getTime()) || when.getTimezoneOffset() === 0 || times[i].getAttribute('data-local')) { continue; }
      times[i].setAttribute('data-local', 'yes');
      times[i].appendChild(document.createTextNode(' (' + when.toLocaleString() + ' where you are)'));
    }
  }

  addLocalTimes(document);

  /* ---- The list of a room ---- */

  function add(line) {
    if (!line || document.getElementById('visit-' + line.id)) { return; }
    var holder = document.createElement('ol');
    holder.innerHTML = line.html;
    var item = holder.getElementsByTagName('li')[0];
    item.className += ' new';
    addLocalTimes(item);
    list.insertBefore(item, list.firstChild);
    list.setAttribute('data-last', line.id);
    news += 1;
    renew();
    var word = item.querySelector ? item.querySelector('.verdict') : null;
    tell(item.getAttribute('data-says') || 'A call came: ' + (word ? word.textContent : 'see below') + '.');
  }

  function tell(words) {
    var state = document.getElementById('live-state');
    if (state) { state.textContent = words; }
  }

  /* What became of the list, by one of the names above. */
  function become(what) {
    if (what !== 'back' || waits) { tell(STATES[what]); }
    waits = what === 'away' || what === 'silent';
  }

  /* How a case stands is told anew when something happened. */
  function renew() {
    var standing = document.getElementById('standing');
    if (standing) {
      ask(standing.getAttribute('data-standing'), false, 10000, function (status, text) {
        if (status !== 200) { return; }
        var before = document.getElementById('ticket');
        var unfolded = before && before.open; /* and stays so */
        standing.innerHTML = text;
        if (unfolded) { document.getElementById('ticket').open = true; }
      });
    }
  }

  function poll(turns) {
    ask(list.getAttribute('data-poll') + '?after=' + list.getAttribute('data-last'), true, 10000,
      function (status, text) {
        var lines = status === 200 ? parsed(text) : null;
        if (status === 200 ? !lines : status >= 400 && status < 500 && status !== 429) {
          become('over'); /* no lines: a page to sign in, perhaps */
          return;
        }
        become(lines ? 'back' : status === 503 ? 'away' : 'silent');
        for (var i = 0; lines && i < lines.length; i += 1) { add(lines[i]); }
        setTimeout(function () {
          if (turns > 1 || !window.EventSource) { poll(turns - 1); } else { listen(); }
        }, lines ? 900 : 5000);
      });
  }

  function listen() {
    var events = new EventSource(list.getAttribute('data-events') + '?after=' + list.getAttribute('data-last'));
    events.onmessage = function (event) { add(parsed(event.data)); };
    events.addEventListener('state', function (event) {
      if (event.data === 'over') { events.close(); }
      become(event.data);
    });
    events.onerror = function () {
      if (events.readyState === 2) { poll(TURNS); } /* given up by the browser: refused, too many are told already */
    };
  }

  if (list && list.getAttribute('data-open') === 'true') {
    if (window.EventSource) { listen(); } else { poll(TURNS); }
  }

  /* ---- The test of this browser ---- */

  var button = document.getElementById('test-browser');
  var answer = document.getElementById('browser-answer');

  function say(kind, title, lines) {
    answer.innerHTML = '';
    var head = document.createElement('p');
    var word = document.createElement('span');
    word.className = 'verdict verdict-' + kind;
    word.appendChild(document.createTextNode(title));
    head.appendChild(word);
    answer.appendChild(head);
    lines.push('This tested your browser, not ArcMap.');
    for (var i = 0; i < lines.length; i += 1) {
      var line = document.createElement('p');
      line.appendChild(document.createTextNode(lines[i]));
      answer.appendChild(line);
    }
  }

  function unanswered(why, before) {
    var slow = why === 'timeout';
    if (list && news > before) {
      say('unknown', 'No answer, but the call was seen', [
        'The endpoint saw a call meanwhile: the newest line of the list says whether TLS or the certificate was refused.'
      ]);
    } else if (list) {
      say('unknown', 'Unknown', [
        'Nothing reached the endpoint' + (slow ? ' in time' : '') +
          ': a blocked port, a proxy or a firewall is likely. That says nothing about TLS.'
      ]);
    } else {
      say('unknown', 'Unknown', [
        slow
          ? 'No answer came in time: a blocked port is likely. That says nothing about TLS.'
          : 'The browser does not say why: a blocked port, a certificate that it does not trust, or refused TLS.',
        'A waiting room can tell these apart.'
      ]);
    }
  }

  function test() {
    var before = news;
    say('unknown', 'Calling …', []);
    ask(button.getAttribute('data-url'), true, 8000, function (status, text, why) {
      var seen = status ? parsed(text) : null;
      if (!seen) {
        setTimeout(function () { unanswered(why, before); }, 2500); /* time for the list to hear of it */
        return;
      }
      var lines = [seen.headline];
      for (var i = 0; i < seen.meaning.length; i += 1) { lines.push(seen.meaning[i].text); }
      var kind = seen.verdict === 'passed' ? 'works' : seen.verdict === 'unknown' ? 'unknown' : 'fails';
      say(kind, seen.verdict.replace(/-/g, ' '), lines);
    });
  }

  if (button && answer) {
    button.onclick = function (event) {
      (event || window.event).preventDefault();
      test();
      return false;
    };
  }
}());
