package tlsready.check;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import tlsready.knowledge.Knowledge;

/** Puts the check together: its endpoints, its judgement and what it says. With a fault in its data the portal does not come up. */
public class CheckWiring {
    @Produces
    @Singleton
    @Startup
    Endpoints endpoints(Knowledge knowledge) {
        return Endpoints.read(knowledge);
    }

    @Produces
    @Singleton
    @Startup
    Assessor assessor(Knowledge knowledge, Endpoints endpoints) {
        return new Assessor(knowledge, endpoints);
    }

    @Produces
    @Singleton
    @Startup
    Meetings meetings(Knowledge knowledge) {
        return new Meetings(knowledge);
    }

    @Produces
    @Singleton
    CheckDoors doors(
            CheckServer server,
            CheckConfig config,
            Endpoints endpoints,
            @ConfigProperty(name = "portal.address") Optional<String> portal) {
        return new CheckDoors(server, endpoints, config.domain(), portal);
    }

    @Produces
    @Singleton
    Replies replies(
            Assessor assessor, CheckDoors doors, @ConfigProperty(name = "portal.address") Optional<String> portal) {
        return new Contracts(assessor, (assessment, head) -> new CheckViews.verdict(
                        assessor.page(assessment),
                        assessment.verdict() == Verdict.NOT_TLS
                                ? doors.page(
                                                "",
                                                head.label(),
                                                head.header("host").orElse(""))
                                        .doors()
                                : List.of(),
                        portal)
                .render());
    }
}
