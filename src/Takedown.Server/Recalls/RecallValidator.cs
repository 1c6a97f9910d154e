using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Recalls;

/// <summary>Notices or a batch, and exceptions only from among them.</summary>
internal sealed class RecallValidator : AbstractValidator<RecallInput>
{
    public RecallValidator()
    {
        RuleFor(r => r.Reason).AtMost("/reason", 2000, "2,000");
        this.Finds(r => [.. Faults(r)]);
    }

    private static IEnumerable<InputFault> Faults(RecallInput r)
    {
        var most = $"{ListBody.MaxItems}";
        if (r.BatchId is null && r.NoticeIds is null or { Count: 0 }) yield return new("/noticeIds", "field.required");
        if (r is { BatchId: not null, NoticeIds: not null }) yield return new("/batchId", "field.not-here");
        if (r.NoticeIds?.Count > ListBody.MaxItems) yield return new("/noticeIds", "list.too-long", most);
        if (r.Except?.Count > ListBody.MaxItems) yield return new("/except", "list.too-long", most);
        if (r is { NoticeIds: { } ids, Except: { } kept } && kept.Except(ids).Any())
            yield return new("/except", "recall.except-elsewhere");
    }
}
