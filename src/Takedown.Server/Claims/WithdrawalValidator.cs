using FluentValidation;
using Takedown.Contracts;
using Takedown.Server.Http;

namespace Takedown.Server.Claims;

internal sealed class WithdrawalValidator : AbstractValidator<Withdrawal>
{
    public WithdrawalValidator() => RuleFor(w => w.Reason).AtMost("/reason", 2000, "2,000");
}
