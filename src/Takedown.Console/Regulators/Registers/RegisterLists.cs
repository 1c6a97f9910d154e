using Takedown.Contracts;
using Takedown.Screens.Access;
using Takedown.Screens.Lists;
using Takedown.Screens.Regulators.Shared;

namespace Takedown.Screens.Regulators.Registers;

internal static class RegisterLists
{
    public static ListView Registers(Screen s) => new ListView<RegisterView>(
        s.T("Registers", "台账"), "/v1/registers", r => r.Code)
    {
        File = "registers",
        HasLimit = false,
        Columns =
        [
            new(s.T("Register", "台账"), r => Texts.Link(s.T(r.En, r.Zh), $"/console/registers/{r.Code}")),
            new(s.T("Lists", "清单数"), r => Cell.Number(s, r.Lists.Count)) { IsNumber = true },
            new(s.T("Rows", "条目数"), r => Cell.Number(s, r.Lists.Sum(l => l.Rows))) { IsNumber = true },
            new(s.T("Last change", "最近更新"), r => Cell.When(
                s, r.Lists.Count == 0 ? null : r.Lists.Max(l => l.UpdatedAt))),
            new(s.T("Read by platforms", "平台可查阅"), r => Cell.Of(Texts.YesNo(s, r.Published))),
        ],
    };
}
