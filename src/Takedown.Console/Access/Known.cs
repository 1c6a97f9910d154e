using System.Data.Common;
using Takedown.Screens.Api;

namespace Takedown.Screens.Access;

/// <summary>Problems that the console itself finds.</summary>
internal static class Known
{
    public static Problem NotFound(Screen screen) => new(
        404, "not-found", screen.T("There is no such page, or it is not yours to see.", "页面不存在，或者您无权查看。"));

    public static Problem NoPage(Screen screen) =>
        new(404, "not-found", screen.T("There is no such page.", "页面不存在。"));

    public static Problem Forbidden(Screen screen) => new(
        403, "forbidden", screen.T("This page is for another kind of organisation.", "本页面仅供其他类型的机构使用。"));

    public static Problem Failed(Screen screen, Exception error) => error is DbException
        ? new(503, "unavailable", screen.T(
            "The database does not answer. Try again in a moment.", "数据库暂时无法访问，请稍后重试。"))
        : new(500, "internal", screen.T(
            "The page could not be made. The operator finds the reason in the log.", "页面生成失败，原因已记入日志。"));

    public static Problem Forged(Screen screen) => new(400, "form.stale", screen.T(
        "The form is too old or was not made here. Nothing was done. Open the page again and send it once more.",
        "表单已过期或者并非由本系统生成，操作未执行。请重新打开页面后再次提交。"));
}
