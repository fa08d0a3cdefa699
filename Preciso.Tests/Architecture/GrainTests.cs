using ArchUnitNET.xUnitV3;
using Orleans;
using Orleans.Concurrency;
using Preciso.Grains.Core;
using Preciso.Grains.Core.Events;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Grain = Preciso.Grains.Core.Grain;

namespace Preciso.Tests.Architecture;

/// <summary>What is stored and sent is named by hand, and every call passes the same base.</summary>
public sealed class GrainTests
{
    [Fact]
    public void A_grain_derives_from_our_own_is_sealed_and_says_its_type()
    {
        Classes().That().AreAssignableTo(typeof(IGrain))
            .And().ResideInAssembly(House.Grains).And().DoNotResideInNamespaceMatching("^OrleansCodeGen")
            .Should().BeAssignableTo(typeof(Grain)).AndShould().BeSealed().AndShould().HaveAnyAttributes(typeof(GrainTypeAttribute))
            .Check(House.Plan);
    }

    [Fact]
    public void Whoever_derives_from_our_grain_is_a_grain_that_callers_know()
    {
        Classes().That().AreAssignableTo(typeof(Grain)).And().AreNotAbstract()
            .Should().BeAssignableTo(typeof(IGrain))
            .Check(House.Plan);
    }

    [Fact]
    public void A_consumer_of_events_calls_no_grain_in_its_transaction()
    {
        Classes().That().ImplementInterface(typeof(IEventConsumer)).And().ResideInAssembly(House.Grains)
            .Should().NotDependOnAny(typeof(IGrains), typeof(IGrainFactory))
            .Check(House.Plan);
    }

    [Fact]
    public void A_grain_that_remembers_takes_calls_in_between()
    {
        Classes().That().AreAssignableTo(typeof(RememberingGrain<>)).And().AreNotAbstract()
            .Should().HaveAnyAttributes(typeof(ReentrantAttribute))
            .Check(House.Plan);
    }

    [Fact]
    public void A_grain_interface_and_its_methods_have_names_of_their_own()
    {
        var interfaces = Interfaces().That().AreAssignableTo(typeof(IGrainWithStringKey))
            .And().ResideInAssembly(House.Abstractions, House.Grains).And().AreNot(typeof(IGrain));

        interfaces.Should().HaveAnyAttributes(typeof(AliasAttribute)).Check(House.Plan);
        MethodMembers().That().AreDeclaredIn(interfaces).Should().HaveAnyAttributes(typeof(AliasAttribute)).Check(House.Plan);
    }
}
