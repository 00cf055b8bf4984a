package tlsready.cases;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import tlsready.check.CheckConfig;
import tlsready.check.CheckServer;
import tlsready.check.Endpoint;
import tlsready.check.Endpoints;

/** Where machines of a campaign report, and where they test: addresses that stand in packages. */
@ApplicationScoped
public class FleetAddressServer {
    private static final String USUAL = "tls12";
    private static final int HTTPS = 443;
    /** What a caller writes as host stands in files that people run: nothing gets in that is not a host. */
    private static final Pattern AUTHORITY = Pattern.compile(
            "([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private final CheckServer check;
    private final CheckConfig config;
    private final Endpoints endpoints;
    private final Optional<String> portal;

    FleetAddressServer(
            CheckServer check,
            CheckConfig config,
            Endpoints endpoints,
            @ConfigProperty(name = "portal.address") Optional<String> portal) {
        this.check = check;
        this.config = config;
        this.endpoints = endpoints;
        this.portal = portal;
    }

    /** Where reports of this group go. */
    String reports(HttpServerRequest request, String label) {
        return origin(request) + "/api/v1/campaigns/" + label + "/reports";
    }

    /** Where the portal is: as it is configured, or as this visitor called it. */
    String origin(HttpServerRequest request) {
        return portal.orElseGet(() -> (request.isSSL() ? "https://" : "http://")
                + authority(request).map(Matcher::group).orElse("localhost"));
    }

    /**
     * Where the verdict is asked for that says most about this target, with {@code {label}} in place of the label: by
     * name where that is configured, so that refused clients carry the label too.
     *
     * @return nothing if no endpoint listens
     */
    Optional<String> test(HttpServerRequest request, String target) {
        String endpoint = endpoints.all().stream()
                .filter(one -> one.target().equals(Optional.of(target)))
                .map(Endpoint::id)
                .filter(id -> check.port(id).isPresent())
                .findFirst()
                .orElse(USUAL);
        OptionalInt port = check.port(endpoint);
        OptionalInt names = check.namesPort();
        if (config.domain().isPresent() && names.isPresent()) {
            return Optional.of("https://" + endpoint + "-{label}."
                    + config.domain().get() + suffix(names.getAsInt()) + "/v1/verdict");
        }
        return port.isPresent()
                ? Optional.of("https://" + host(request) + suffix(port.getAsInt()) + "/r/{label}/v1/verdict")
                : Optional.empty();
    }

    private static String suffix(int port) {
        return port == HTTPS ? "" : ":" + port;
    }

    private String host(HttpServerRequest request) {
        return portal.map(address -> AUTHORITY.matcher(address.replaceFirst("^https?://", "")))
                .filter(Matcher::matches)
                .or(() -> authority(request))
                .map(found -> found.group(1))
                .orElse("localhost");
    }

    private static Optional<Matcher> authority(HttpServerRequest request) {
        Matcher matcher = AUTHORITY.matcher(
                request.authority() == null ? "" : request.authority().toString());
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
