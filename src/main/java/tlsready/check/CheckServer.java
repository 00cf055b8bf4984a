package tlsready.check;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import tlsready.tls.Bytes;

/**
 * Serves the check: starts its listeners with the portal and stops them with it. Every connection is told as an event
 * of type {@link Observation} when it is closed.
 */
@ApplicationScoped
public class CheckServer {
    private static final Logger LOG = Logger.getLogger(CheckServer.class);
    /** The lenient endpoint: whoever comes by an unknown name, or in plain HTTP, is let in and told. */
    private static final String LENIENT = "any";
    /** What the ports are for that belong to no endpoint. */
    private static final String PLAIN = "plain HTTP";

    private static final String BY_NAME = "by name";
    /** Before a port that is taken is tried again for the first time. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    /** What is seen while the last connections end is still kept. */
    private static final int BEFORE_THE_FEED = Interceptor.Priority.APPLICATION;
    /** Files that the rest of the portal needs open at the same time. */
    private static final int OTHER_FILES = 512;

    private final CheckConfig config;
    private final Endpoints endpoints;
    private final Replies replies;
    private final Assessor assessor;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Event<Observation> event;

    private Endpoints served;
    private Ports ports;
    private Identities identities;
    private EngineServer engines;
    private ListenerServer listeners;
    private Teller teller;
    private ScheduledExecutorService upkeep;
    private String trouble = "";

    CheckServer(
            CheckConfig config,
            Endpoints endpoints,
            Replies replies,
            Assessor assessor,
            Clock clock,
            MeterRegistry registry,
            Event<Observation> event) {
        this.config = config;
        this.endpoints = endpoints;
        this.replies = replies;
        this.assessor = assessor;
        this.clock = clock;
        this.registry = registry;
        this.event = event;
    }

    void start(@Observes StartupEvent portal) throws IOException {
        if (!config.enabled()) {
            LOG.info("The check is switched off");
            return;
        }
        if (config.oldClients() && !JdkEngine.loosen()) {
            LOG.warn("The JDK's TLS engine was in use before the check could loosen it: clients that need RC4, 3DES or"
                    + " the framing of SSL 2.0 will be refused");
        }
        identities = new Identities(
                config.certificates().stream().map(CheckServer::files).toList(), config.folder(), names(), clock);
        engines = new EngineServer();
        engines.use(identities.current());
        var policy = new Policy(engines.engines());
        served = endpoints.only(endpoint -> isServed(endpoint, policy));
        teller = new Teller(Meters.verdicts(registry, assessor).andThen(event::fire));
        var limits = new Limits(config.patience(), connections(), config.connectionsPerAddress());
        var proxies = config.proxies().orElse(List.of()).stream()
                .map(AddressRange::parse)
                .toList();
        listeners = new ListenerServer(new ListenerServer.House(
                served,
                replies,
                engines,
                limits,
                config.domain(),
                address -> proxies.stream().anyMatch(range -> range.contains(address)),
                new Meters(
                        registry, () -> listeners == null ? 0 : listeners.open().size(), teller::tell),
                clock));
        upkeep = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "check-upkeep");
            thread.setDaemon(true);
            return thread;
        });
        ports = new Ports(listeners, config.host(), upkeep, FIRST_PAUSE);
        listen();
        long millis = config.reload().toMillis();
        upkeep.scheduleWithFixedDelay(this::reload, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(BEFORE_THE_FEED) ShutdownEvent portal) {
        if (upkeep != null) {
            upkeep.shutdownNow();
        }
        if (listeners != null) {
            listeners.close(config.drain());
        }
        if (teller != null) {
            teller.close();
        }
    }

    /** The port of every endpoint that is open, by its id, in the order of the endpoints. */
    public Map<String, Integer> ports() {
        var open = new LinkedHashMap<String, Integer>();
        if (served != null) {
            served.all().forEach(endpoint -> port(endpoint.id()).ifPresent(port -> open.put(endpoint.id(), port)));
        }
        return open;
    }

    /** The listeners that should be open and are not, with the reason. */
    Map<String, String> closed() {
        return ports == null ? Map.of() : ports.closed();
    }

    /** Whether a client that asks for this endpoint by name, where names lead to endpoints, comes to it. */
    boolean servesByName(Endpoint endpoint) {
        return namesPort().isPresent() && served.find(endpoint.id()).isPresent();
    }

    /** The port of this endpoint; nothing if it is switched off, or as long as its port cannot be had. */
    public OptionalInt port(String endpoint) {
        return ports == null ? OptionalInt.empty() : ports.of(endpoint);
    }

    /** The port for clients that can do no TLS. */
    public OptionalInt plainPort() {
        return port(PLAIN);
    }

    /** The port where the name that a client asks for decides. */
    public OptionalInt namesPort() {
        return port(BY_NAME);
    }

    /** The certificate of the local authority in DER, for people who choose to trust it; nothing if it is not in use. */
    public Optional<Bytes> authority() {
        return identities == null
                ? Optional.empty()
                : identities.authority().map(certificate -> {
                    try {
                        return Bytes.of(certificate.getEncoded());
                    } catch (CertificateEncodingException e) {
                        throw new IllegalStateException("a certificate of our own cannot be written", e);
                    }
                });
    }

    ListenerServer listeners() {
        return listeners;
    }

    private void listen() {
        Endpoint lenient = endpoints.get(LENIENT);
        for (Endpoint endpoint : served.all()) {
            int port = config.firstPort() == 0 ? 0 : endpoint.port(config.firstPort());
            var wayOut = "change check.first-port, or switch it off with check.endpoints." + endpoint.id() + "=false";
            ports.open(new Ports.Wanted(endpoint.id(), port, new Entrance(endpoint, false), wayOut));
        }
        config.plainPort()
                .ifPresent(port -> ports.open(
                        new Ports.Wanted(PLAIN, port, new Entrance(lenient, false), "change check.plain-port")));
        config.namesPort().ifPresent(port -> {
            if (config.domain().isEmpty()) {
                throw new IllegalStateException(
                        "check.names-port needs check.domain, the domain below which names lead to endpoints.");
            }
            ports.open(new Ports.Wanted(BY_NAME, port, new Entrance(lenient, true), "change check.names-port"));
        });
        LOG.infof(
                "The check listens at %s, in plain at %s, by name at %s",
                ports(), said(plainPort()), said(namesPort()));
    }

    private static String said(OptionalInt port) {
        return port.isPresent() ? String.valueOf(port.getAsInt()) : "no port";
    }

    private boolean isServed(Endpoint endpoint, Policy policy) {
        if (!config.endpoints().getOrDefault(endpoint.id(), true)) {
            return false;
        }
        if (!policy.canServe(endpoint)) {
            LOG.warnf(
                    "Nothing on this machine speaks %s, so the endpoint %s stays closed",
                    endpoint.versions(), endpoint.id());
        }
        return policy.canServe(endpoint);
    }

    private void reload() {
        try {
            if (identities.refresh()) {
                engines.use(identities.current());
                LOG.info("The check shows other certificates from now on");
            }
            trouble = "";
        } catch (IOException | RuntimeException e) { // what was good goes on
            String now = String.valueOf(e.getMessage());
            if (!now.equals(trouble)) { // said once, not with every look
                LOG.warnf("The check keeps its certificates: %s", now);
            }
            trouble = now;
        }
    }

    private List<String> names() {
        var names = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
        hostName().ifPresent(names::add);
        names.addAll(config.names().orElse(List.of()));
        config.domain().ifPresent(domain -> names.addAll(List.of(domain, "*." + domain)));
        return names.stream().distinct().toList();
    }

    private static Optional<String> hostName() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (IOException e) {
            return Optional.empty(); // a machine without a name of its own
        }
    }

    private int connections() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long files = unix.getMaxFileDescriptorCount() - OTHER_FILES;
            return (int) Math.max(1, Math.min(config.connections(), files));
        }
        return config.connections();
    }

    private static List<Path> files(CheckConfig.Certificate certificate) {
        return Stream.concat(Stream.of(certificate.chain()), certificate.key().stream())
                .toList();
    }
}
