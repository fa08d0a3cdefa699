using Microsoft.Extensions.DependencyInjection;
using Preciso.Installation;

namespace Preciso.Grains.Installation;

public static class InstallationServices
{
    public static IServiceCollection AddInstallation(this IServiceCollection services) => services.AddSingleton<IPreflight, Preflight>();
}
