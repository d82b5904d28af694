/// The style of the HTML report: light or dark as the reader's system is, one column on a phone.
enum HTMLStyle {
    /// What the page's policy lets apply: `sha256-` and the base 64 hash of `text`.
    static let hash = "sha256-qwAQGFRsv5TkORi95yne3BZJD0VkRQQzvqlb56AuWPM="

    /// The style sheet.
    static let text = #"""
        :root {
          --page: #f6f7f9; --card: #ffffff; --line: #e2e5ea; --text: #1b1f24; --faint: #5b6470;
          --accent: #2b5fd9; --track: #e6e9ef; --gain: #93b3f6; --right: #197a4b; --wrong: #c4303a; --unanswered: #9c6700;
          --unscored: #6c7683; --del: #fde4e4; --ins: #dcf3e4; --extra: #eef0f4; --shadow: 0 1px 2px rgba(20, 30, 50, .06);
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12151a; --card: #1a1e25; --line: #2b313b; --text: #e7eaee; --faint: #9aa4b2;
            --accent: #7aa5ff; --track: #2a303a; --gain: #42619d; --right: #3fb27c; --wrong: #f0727a; --unanswered: #e0ad4b;
            --unscored: #76808e; --del: #4a2328; --ins: #1b3f2e; --extra: #272d37; --shadow: none;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", Arial, sans-serif;
        }
        header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
        header { padding-top: 36px; }
        h1 { font-size: 22px; line-height: 1.35; font-weight: 600; margin: 0 0 4px; text-wrap: balance; }
        h2 { font-size: 20px; line-height: 1.3; font-weight: 650; margin: 0 0 12px; letter-spacing: -.01em; }
        h3 { font-size: 16px; font-weight: 650; margin: 0; }
        h4 { font-size: 13px; font-weight: 650; margin: 0 0 6px; }
        p { margin: 0; }
        section { margin-top: 44px; }
        .eyebrow { color: var(--faint); font-size: 14px; overflow-wrap: anywhere; }
        .eyebrow strong { color: var(--text); font-weight: 600; }
        .brand { color: var(--accent); font-weight: 700; margin-right: 6px; }
        .hero { display: flex; gap: 28px; align-items: center; margin: 14px 0 20px; }
        .figure { font-size: 64px; line-height: 1; font-weight: 700; letter-spacing: -.035em; font-variant-numeric: tabular-nums; }
        .note { color: var(--faint); font-size: 14px; overflow-wrap: anywhere; }
        .lead { color: var(--faint); margin: -8px 0 14px; text-wrap: pretty; }
        .lead + .lead { margin-top: -12px; }
        .faint, small { color: var(--faint); }
        small { font-size: 12px; display: inline-block; min-width: 84px; }
        .phone { display: none; }
        .strong { font-weight: 650; }
        .hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip { position: absolute; left: -999px; top: 8px; background: var(--card); padding: 8px 12px; border-radius: 6px; z-index: 3; }
        .skip:focus { left: 8px; }
        a { color: var(--accent); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }

        ul.legend, ul.facts { list-style: none; display: flex; flex-wrap: wrap; margin: 10px 0 0; padding: 0; }
        ul.legend { gap: 4px 22px; }
        ul.facts { gap: 6px; margin-top: 18px; font-size: 13px; }
        ul.facts li { border: 1px solid var(--line); background: var(--card); border-radius: 99px; padding: 2px 11px; color: var(--faint); overflow-wrap: anywhere; }
        .key { display: inline-flex; width: 20px; height: 20px; align-items: center; justify-content: center; border-radius: 5px; color: var(--card); font-size: 12px; font-weight: 700; flex: none; }
        .key.right { background: var(--right); } .key.wrong { background: var(--wrong); }
        .key.unanswered { background: var(--unanswered); } .key.unscored { background: var(--unscored); }

        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--faint); font-size: 13px; padding-bottom: 8px; }
        .card caption { color: var(--text); font-size: 15px; font-weight: 650; }
        th, td { padding: 6px 10px; text-align: left; border-top: 1px solid var(--line); vertical-align: top; font-weight: 400; }
        thead th, thead td { border-top: 0; color: var(--faint); font-size: 13px; vertical-align: bottom; }
        thead.hidden + tbody tr:first-child th, thead.hidden + tbody tr:first-child td { border-top: 0; }
        th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
        .number { text-align: right; white-space: nowrap; }
        .wide { width: 50%; }
        .bars tbody th { min-width: 8em; max-width: 22em; overflow-wrap: anywhere; }
        .bars td, .bars th { vertical-align: middle; }
        .scroll { overflow-x: auto; }
        section > .scroll, .card { min-width: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px; box-shadow: var(--shadow); }
        section > .scroll + .note { margin-top: 10px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 16px; }
        .columns, .parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 16px; align-items: start; }
        .parts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); }
        .card caption.faded { color: var(--faint); font-weight: 400; }
        .card details { margin-top: 8px; border-top: 1px solid var(--line); padding-top: 8px; }
        .card summary { cursor: pointer; color: var(--faint); font-size: 14px; }
        .card .note { margin-bottom: 10px; }
        .card table + table { margin-top: 22px; }
        figure { margin: 0; }
        figcaption { font-weight: 650; margin-bottom: 8px; }
        figcaption span { display: block; font-weight: 400; font-size: 13px; color: var(--faint); }

        svg { display: block; }
        svg.bar { width: 100%; min-width: 60px; height: 20px; }
        svg.outcomes { width: 100%; height: 14px; border-radius: 7px; }
        svg.plot { width: 100%; max-width: 440px; margin: 0 auto; overflow: visible; }
        .track { fill: var(--track); } .gain { fill: var(--gain); } .value { fill: var(--accent); }
        .interval { stroke: var(--text); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
        rect.right { fill: var(--right); } rect.wrong { fill: var(--wrong); }
        rect.unanswered { fill: var(--unanswered); } rect.unscored { fill: var(--unscored); }
        .grid { stroke: var(--line); } .diagonal { stroke: var(--faint); stroke-dasharray: 4 4; }
        .curve { fill: none; stroke: var(--accent); stroke-width: 2.5px; stroke-linejoin: round; }
        .curve.thin { stroke-width: 1.5px; opacity: .6; }
        .dot { fill: var(--accent); stroke: var(--card); stroke-width: 1.5px; }
        .tick, .axis { fill: var(--faint); font-size: 11px; }
        .axis { font-size: 12px; } .middle { text-anchor: middle; } .end { text-anchor: end; }

        .filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 10px 0; background: var(--page); }
        .filters[hidden] { display: none; }
        .filters label { display: flex; }
        .search { flex: 1 1 680px; order: -2; }
        input, select { font: inherit; font-size: 14px; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 7px 10px; min-width: 0; max-width: 100%; }
        input { width: 100%; }
        input::placeholder { color: var(--faint); opacity: 1; }
        .count { font-size: 14px; color: var(--faint); }
        .keys { order: -1; font-size: 13px; color: var(--faint); margin-left: auto; }
        kbd { margin-left: 8px; font: inherit; font-size: 12px; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; background: var(--card); color: var(--text); }
        kbd + kbd { margin-left: 0; }

        .list { border: 1px solid var(--line); border-radius: 12px; background: var(--card); box-shadow: var(--shadow); margin-top: 6px; overflow: clip; }
        .example { border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 45px; }
        .example:first-child { border-top: 0; }
        .example > summary { display: grid; grid-template-columns: 20px 9.5em minmax(0, 1fr) auto; gap: 12px; align-items: baseline; padding: 10px 16px; cursor: pointer; list-style: none; }
        .example > summary::-webkit-details-marker { display: none; }
        .example > summary:hover { background: var(--extra); }
        .example > summary:focus-visible { outline-offset: -2px; border-radius: 12px; }
        .example .key { align-self: start; margin-top: 1px; }
        .example .id { font-size: 13px; color: var(--faint); overflow-wrap: anywhere; }
        .example .question { overflow-wrap: anywhere; }
        .example .meta { font-size: 13px; color: var(--faint); text-align: right; }
        .example[open] > summary { background: var(--extra); }
        .example[open] .question { font-weight: 600; }
        .body { padding: 14px 16px 22px 48px; border-top: 1px solid var(--line); }
        .reason { font-weight: 600; overflow-wrap: anywhere; margin-bottom: 4px; }
        .wrong .reason { color: var(--wrong); } .unanswered .reason { color: var(--unanswered); }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 0 18px; margin-top: 16px; }
        .pane { min-width: 0; display: grid; grid-row: span 4; grid-template: subgrid / minmax(0, 1fr); align-items: start; }
        .pane + .pane h4 { margin-top: 0; }
        pre { margin: 0 0 12px; padding: 12px 14px; background: var(--page); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; tab-size: 4; }
        code { font: inherit; }
        del, ins { border-radius: 3px; padding: 1px 1px; text-decoration: none; }
        del { background: var(--del); border-bottom: 2px dashed var(--wrong); }
        ins { background: var(--ins); border-bottom: 2px solid var(--right); }
        .pair + .note { margin: 10px 0 0; }
        .result { width: auto; font-size: 13px; }
        .result caption { white-space: nowrap; }
        .result th, .result td { padding: 3px 14px 3px 0; white-space: nowrap; }
        .result thead th { font-weight: 650; color: var(--text); }
        .null { color: var(--faint); font-style: italic; }
        .stages { margin-top: 20px; font-size: 14px; }
        .stages caption { color: var(--text); font-weight: 650; font-size: 13px; }
        .stages caption span { font-weight: 400; color: var(--faint); margin-left: 6px; }
        .stages th[scope=row] { white-space: nowrap; }
        .names { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 3px 5px; }
        .names li { background: var(--extra); border-radius: 5px; padding: 0 7px; overflow-wrap: anywhere; }
        .names .extra { color: var(--faint); background: none; border: 1px dashed var(--faint); }
        .names .missing { background: var(--del); font-weight: 600; }

        .right > summary { cursor: pointer; margin-top: 28px; }
        .right > summary h2 { display: inline; }
        .right .scroll { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 12px 20px; margin-top: 10px; font-size: 14px; }
        .right tbody tr { content-visibility: auto; }
        footer { color: var(--faint); font-size: 13px; padding-top: 36px; padding-bottom: 40px; }

        @media (max-width: 700px) {
          header, main, footer { padding-left: 16px; padding-right: 16px; }
          header { padding-top: 22px; }
          section { margin-top: 34px; }
          .hero { flex-direction: column; align-items: flex-start; gap: 12px; }
          .figure { font-size: 54px; }
          h1 { font-size: 19px; }
          section > .scroll, .card { padding: 14px; }
          .cards { grid-template-columns: minmax(0, 1fr); }
          .wide { width: 34%; }
          .bars tbody th { min-width: 5em; }
          .wider { display: none; }
          small.phone { display: block; }
          th, td { padding: 6px; }
          small { min-width: 0; display: block; }
          .filters { position: static; }
          .filters label:not(.search) { flex: 1 1 40%; }
          .filters select { width: 100%; }
          .keys { display: none; }
          .example > summary { grid-template-columns: 20px minmax(0, 1fr); gap: 2px 10px; padding: 10px 12px; }
          .example .key { align-self: start; margin-top: 2px; }
          .example .question { grid-column: 2; grid-row: 1; }
          .example .id { grid-column: 2; }
          .example .meta { grid-column: 2; text-align: left; }
          .body { padding: 12px 12px 18px; }
          .pane + .pane h4 { margin-top: 18px; }
          .stages, .stages caption, .stages tbody, .stages tr, .stages td, .stages th { display: block; border: 0; padding: 0; }
          .stages thead { display: none; }
          .stages tr { border-top: 1px solid var(--line); padding: 8px 0; }
          .stages th[scope=row] { font-weight: 650; }
          .stages td:nth-child(3):not(:empty)::before { content: "gold: "; color: var(--faint); font-size: 12px; }
          .stages td.number { text-align: left; }
        }
        @media (min-width: 960px) {
          .parts .long { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr 1fr; gap: 0 48px; align-items: start; }
          .parts .long table + table { margin-top: 0; }
        }
        @media print {
          .filters, .skip { display: none; }
          body { background: #fff; }
          .card, .list, section > .scroll { break-inside: avoid; box-shadow: none; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        """#
}
