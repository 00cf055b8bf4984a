package tlsready;

import java.util.Optional;
import java.util.Set;

import tlsready.bundle.Order;
import tlsready.bundle.Orders;
import tlsready.guide.Flow;
import tlsready.guide.FlowReader;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.KnowledgeReader;
import tlsready.remediation.Planner;
import tlsready.remediation.StepWords;
import tlsready.site.GuideOrders;
import tlsready.site.Journey;
import tlsready.windows.StackModel;

/** The five machines that every kind of test meets, as answers to the guide in canonical order. */
public enum GoldenMachines {
    /** Windows 10 22H2 x64, ArcMap 10.6.1, .NET 4.8, administrator. */
    ANALYST(
            "analyst",
            "program=arcgis-desktop&desktop=10-6-1&instead=configure&dotnet35=no"
                    + "&windows=windows-10-22h2&bitness=x64&dotnet=4-8&target=arcgis-online&admin=yes"),
    /** Windows 7 SP1 x86, ArcMap 10.3, only .NET 3.5.1, no rights. */
    CLERK(
            "clerk",
            "program=arcgis-desktop&desktop=10-3&instead=configure&dotnet35=yes&windows=windows-7&bitness=x86"
                    + "&dotnet=none&dotnet4-possible=no&target=arcgis-online&admin=no"),
    /** Windows 8.1 x64, ArcMap 10.5.1, "I do not know" wherever it can be answered. */
    NEWCOMER(
            "newcomer",
            "program=arcgis-desktop&desktop=10-5-1&instead=unknown&dotnet35=unknown&windows=windows-8-1&bitness=x64"
                    + "&dotnet=unknown&dotnet-look=unknown&target=unknown&admin=unknown"),
    /** Server 2012 R2 x64, an ArcGIS Engine service built for .NET 4.5.2. */
    SERVER(
            "server",
            "program=arcgis-engine&framework=4-5&windows=server-2012-r2&dotnet=4-5-2"
                    + "&target=arcgis-enterprise&admin=yes"),
    /** Windows Vista, ArcMap 10.0. */
    DEAD_END(
            "dead-end",
            "program=arcgis-desktop&desktop=10-0&instead=configure&dotnet35=unknown&windows=windows-vista"
                    + "&target=arcgis-online&admin=yes");

    /** Where the portal stands in tests. */
    public static final String SITE = "http://tls-ready.example";

    private static final Orders ORDERS = orders();

    private final String id;
    private final String query;

    GoldenMachines(String id, String query) {
        this.id = id;
        this.query = query;
    }

    /** Kebab-case, as the folder of its golden files is called. */
    public String id() {
        return id;
    }

    /** Its answers as a query string, as the portal spells it. */
    public String query() {
        return query;
    }

    /** What its bundle is made from. */
    public Order order() {
        return order(query);
    }

    /** What the bundle for these answers is made from. */
    public static Order order(String query) {
        return ((Orders.Complete) ORDERS.read(query, SITE)).order();
    }

    private static Orders orders() {
        Knowledge knowledge = KnowledgeReader.read();
        Flow flow = FlowReader.read(knowledge, Set.of("dotnet", "windows"));
        var planner = new Planner(new StackModel(knowledge), StepWords.read());
        return new GuideOrders(flow, knowledge, planner, new Journey(knowledge), Optional.empty());
    }

    @Override
    public String toString() {
        return id;
    }
}
