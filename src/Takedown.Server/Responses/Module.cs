using Takedown.Server.Figures;
using Takedown.Server.Hosting;
using Takedown.Server.Notices;

namespace Takedown.Server.Responses;

internal static class ResponsesModule
{
    public static void AddResponses(this IServiceCollection services, TakedownOptions options)
    {
        services.AddSingleton<RespondToNotices>().AddSingleton<AmqpAnswers>()
            .AddSingleton<IConsequence, Assessments>().AddSingleton(new DutySource(Assessments.DutiesAsync));
        if (options.Runs("connectors") && options.Bus.IsRabbit) services.AddWork<AmqpResponses>();
    }

    public static void MapResponses(this IEndpointRouteBuilder routes) => ResponsesApi.Map(routes);
}
