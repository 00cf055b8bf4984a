/* A button beside each text that copies it. Plain enough for Internet Explorer 11; the page works without it. */
(function () {
  'use strict';

  function offer(area) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'button plain';
    button.textContent = 'Copy';
    var said = document.createElement('span');
    said.className = 'quiet';
    said.setAttribute('role', 'status');
    button.onclick = function () {
      area.focus();
      area.select();
      var copied = false;
      try { copied = document.execCommand('copy'); } catch (refused) { copied = false; }
      said.textContent = copied ? ' Copied.' : ' Press Ctrl+C to copy.';
    };
    var line = document.createElement('p');
    line.appendChild(button);
    line.appendChild(said);
    area.parentNode.insertBefore(line, area.nextSibling);
  }

  var areas = document.getElementsByTagName('textarea');
  for (var i = 0; i < areas.length; i += 1) { offer(areas[i]); }
}());
