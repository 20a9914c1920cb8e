using VramBot.Hosting.Tests.Files;
using VramBot.Testing;
using YamlDotNet.RepresentationModel;

namespace VramBot.Hosting.Tests;

/// <summary>The manifests: they fit each other, and what they set the program knows.</summary>
public sealed class KubernetesTests
{
    private static readonly string[] Variants = ["http", "gateway"];

    public static TheoryData<string> All() => [.. Variants];

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder(), "*.yaml", SearchOption.AllDirectories).Select(path => System.IO.Path.GetRelativePath(Folder(), path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_one_thing_and_in_a_list(string path)
    {
        var (folder, file) = (path.Split('/')[0], path.Split('/')[1]);
        var document = Read(path);
        Assert.NotNull(document.Text("apiVersion"));
        Assert.NotNull(document.Text("kind"));
        if (file != "kustomization.yaml")
            Assert.Contains(file, Read($"{folder}/kustomization.yaml").Texts("resources"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_list_names_what_is_there(string variant) => Assert.All(
        Read($"{variant}/kustomization.yaml").Texts("resources"),
        resource => Assert.True(System.IO.Path.Exists(System.IO.Path.Combine(Folder(), variant, resource)), resource));

    [Theory]
    [InlineData("http/deployment.yaml", "Deployment", "apps/v1")]
    [InlineData("http/service.yaml", "Service", "v1")]
    [InlineData("http/poddisruptionbudget.yaml", "PodDisruptionBudget", "policy/v1")]
    [InlineData("http/horizontalpodautoscaler.yaml", "HorizontalPodAutoscaler", "autoscaling/v2")]
    [InlineData("gateway/statefulset.yaml", "StatefulSet", "apps/v1")]
    [InlineData("gateway/service.yaml", "Service", "v1")]
    [InlineData("gateway/poddisruptionbudget.yaml", "PodDisruptionBudget", "policy/v1")]
    [InlineData("common/serviceaccount.yaml", "ServiceAccount", "v1")]
    [InlineData("common/networkpolicy.yaml", "NetworkPolicy", "networking.k8s.io/v1")]
    public void It_is_of_its_kind(string path, string kind, string version) => Assert.Equal((kind, version), (Read(path).Text("kind"), Read(path).Text("apiVersion")));

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_picks_pods_picks_these(string variant)
    {
        var labels = Labels(Workload(variant).At("spec", "template", "metadata", "labels"));
        var selectors = new[]
        {
            Workload(variant).At("spec", "selector", "matchLabels"), Read($"{variant}/service.yaml").At("spec", "selector"), Read($"{variant}/poddisruptionbudget.yaml").At("spec", "selector", "matchLabels"),
            Pod(variant).List("topologySpreadConstraints").Single().At("labelSelector", "matchLabels"),
        };
        Assert.All(selectors, selector => Assert.Equal(labels, Labels(selector)));
        Assert.Subset(labels.ToHashSet(), Labels(Read("common/networkpolicy.yaml").At("spec", "podSelector", "matchLabels")).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_setting_is_one_that_the_program_knows(string variant) => Assert.All(Container(variant).List("env"), variable => Assert.True(KnownSettings.Has(variable.Text("name")!), variable.Text("name")));

    [Theory]
    [MemberData(nameof(All))]
    public void Ports_and_probes_meet(string variant)
    {
        var port = Assert.Single(Container(variant).List("ports"));
        Assert.Equal(("http", "8080"), (port.Text("name"), port.Text("containerPort")));
        Assert.Equal("http", Assert.Single(Read($"{variant}/service.yaml").List("spec", "ports")).Text("targetPort"));
        Assert.Equal(("/healthz", "http"), Probe(variant, "startupProbe"));
        Assert.Equal(("/healthz", "http"), Probe(variant, "livenessProbe"));
        Assert.Equal(("/readyz", "http"), Probe(variant, "readinessProbe"));
        Assert.Contains("8080", Read("common/networkpolicy.yaml").List("spec", "ingress").SelectMany(rule => rule.List("ports")).Select(rule => rule.Text("port")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_pod_is_shut_in(string variant)
    {
        var (pod, container) = (Pod(variant), Container(variant));
        Assert.Equal(("true", "1654", "RuntimeDefault"), (pod.Text("securityContext", "runAsNonRoot"), pod.Text("securityContext", "runAsUser"), pod.Text("securityContext", "seccompProfile", "type")));
        Assert.Equal(("false", "true"), (container.Text("securityContext", "allowPrivilegeEscalation"), container.Text("securityContext", "readOnlyRootFilesystem")));
        Assert.Equal(["ALL"], container.Texts("securityContext", "capabilities", "drop"));
        Assert.Equal("false", pod.Text("automountServiceAccountToken"));
        Assert.Equal(pod.Text("serviceAccountName"), Read("common/serviceaccount.yaml").Text("metadata", "name"));
        Assert.NotNull(container.Text("resources", "limits", "memory"));
        Assert.NotNull(container.Text("resources", "requests", "cpu"));
        Assert.Equal(pod.List("volumes").Select(volume => volume.Text("name")).Order(), container.List("volumeMounts").Select(mount => mount.Text("name")).Order());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_pod_has_longer_to_go_than_it_takes(string variant)
    {
        var grace = int.Parse(Pod(variant).Text("terminationGracePeriodSeconds")!, System.Globalization.CultureInfo.InvariantCulture);
        var (drain, shutdown) = (Setting(variant, "Http__DrainSeconds"), Setting(variant, "Http__ShutdownSeconds"));
        Assert.True(drain < shutdown && shutdown < grace, $"{drain} < {shutdown} < {grace}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_image_is_the_one_that_the_list_renames(string variant) =>
        Assert.Equal(Container(variant).Text("image"), Assert.Single(Read($"{variant}/kustomization.yaml").List("images")).Text("name"));

    // The number of pods stands twice, for Kubernetes has no way to hand it to them.
    [Fact]
    public void There_are_as_many_shards_as_pods() => Assert.Equal(Workload("gateway").Text("spec", "replicas"), Container("gateway").List("env").Single(variable => variable.Text("name") == "Discord__Shards").Text("value"));

    [Fact]
    public void A_pod_has_the_shard_of_its_number() => Assert.Equal(
        "metadata.labels['apps.kubernetes.io/pod-index']",
        Container("gateway").List("env").Single(variable => variable.Text("name") == "Discord__Shard").Text("valueFrom", "fieldRef", "fieldPath"));

    // Side by side they would begin sessions faster than Discord allows.
    [Fact]
    public void Shards_are_started_one_after_the_other() => Assert.Equal("OrderedReady", Workload("gateway").Text("spec", "podManagementPolicy"));

    [Fact]
    public void The_autoscaler_has_the_deployment_and_its_number_to_itself()
    {
        var (scaler, deployment) = (Read("http/horizontalpodautoscaler.yaml"), Workload("http"));
        Assert.Equal((deployment.Text("kind"), deployment.Text("metadata", "name")), (scaler.Text("spec", "scaleTargetRef", "kind"), scaler.Text("spec", "scaleTargetRef", "name")));
        Assert.Null(deployment.Text("spec", "replicas"));
    }

    private static YamlMappingNode Read(string path) => Yaml.Load(["deploy", "kubernetes", .. path.Split('/')]);

    private static YamlMappingNode Workload(string variant) => Read(variant == "http" ? "http/deployment.yaml" : "gateway/statefulset.yaml");

    private static YamlNode? Pod(string variant) => Workload(variant).At("spec", "template", "spec");

    private static YamlNode Container(string variant) => Assert.Single(Pod(variant).List("containers"));

    private static (string?, string?) Probe(string variant, string probe) => (Container(variant).Text(probe, "httpGet", "path"), Container(variant).Text(probe, "httpGet", "port"));

    private static int Setting(string variant, string name) =>
        int.Parse(Container(variant).List("env").Single(variable => variable.Text("name") == name).Text("value")!, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Labels(YamlNode? map) => map.Map().Select(label => $"{label.Name}={((YamlScalarNode)label.Value).Value}").Order(StringComparer.Ordinal);

    private static string Folder() => Repository.PathOf("deploy", "kubernetes");
}
