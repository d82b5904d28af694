/// The script of the HTML report; without it everything is there but the filter and the keys.
enum HTMLScript {
    /// What the page's policy lets run: `sha256-` and the base 64 hash of `text`.
    static let hash = "sha256-r9FNVbIz7Xn6YW5BAcS7hEaf/jYyyDLXH+2nqQeEBys="

    /// The script, without `<` and `&`, so that the page is well-formed XML as well.
    static let text = #"""
        'use strict';
        (function () {
          var form = document.querySelector('.filters');
          if (!form) { return; }
          var items = Array.from(document.querySelectorAll('details.example'));
          var search = document.getElementById('filter');
          var selects = Array.from(form.querySelectorAll('select'));
          var count = form.querySelector('.count');
          var texts = null;
          form.hidden = false;

          function filter() {
            var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
            if (words.length > 0) {
              if (!texts) { texts = items.map(function (item) { return item.textContent.toLowerCase(); }); }
            }
            var shown = 0;
            items.forEach(function (item, index) {
              var fits = selects.every(function (select) {
                if (!select.value) { return true; }
                return (item.getAttribute('data-' + select.dataset.key) || '').split('|').includes(select.value);
              });
              if (fits) { fits = words.every(function (word) { return texts[index].includes(word); }); }
              item.hidden = !fits;
              if (fits) { shown += 1; }
            });
            count.textContent = shown === items.length ? items.length + ' examples' : shown + ' of ' + items.length + ' examples';
          }

          function move(step) {
            var visible = items.filter(function (item) { return !item.hidden; });
            var focused = document.activeElement ? document.activeElement.closest('details.example') : null;
            var place = visible.indexOf(focused);
            var next = visible[place === -1 ? (step === 1 ? 0 : visible.length - 1) : place + step];
            if (next) {
              next.querySelector('summary').focus();
              next.scrollIntoView({ block: 'nearest' });
            }
          }

          form.addEventListener('submit', function (event) { event.preventDefault(); });
          search.addEventListener('input', filter);
          selects.forEach(function (select) { select.addEventListener('change', filter); });
          document.addEventListener('keydown', function (event) {
            if (event.ctrlKey || event.metaKey || event.altKey) { return; }
            var isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
            if (event.key === 'Escape') {
              if (event.target === search) { search.value = ''; filter(); search.blur(); }
            } else if (isTyping) {
              return;
            } else if (event.key === '/') {
              event.preventDefault();
              search.focus();
            } else if (event.key === 'j') {
              move(1);
            } else if (event.key === 'k') {
              move(-1);
            }
          });
          filter();
        }());
        """#
}
