extension HTMLTemplates {
    /// The figures of one stage.
    static let stageTemplate = #"""
        <div class="card">
        <h3>{{title}}</h3>
        <p class="note">{{facts}}</p>
        <table>
        <caption class="hidden">Figures of {{title}}</caption>
        <thead><tr><td></td><th scope="col" class="number">{{#hasIsolated}}chained{{/hasIsolated}}{{^hasIsolated}}figure{{/hasIsolated}}</th>{{#hasIsolated}}<th scope="col" class="number">isolated</th>{{/hasIsolated}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{name}}</th><td class="number"><b>{{chained}}</b> <small>{{chainedInterval}}</small></td>{{#hasIsolated}}<td class="number"><b>{{isolated}}</b> <small>{{isolatedInterval}}</small></td>{{/hasIsolated}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>

        """#
}
