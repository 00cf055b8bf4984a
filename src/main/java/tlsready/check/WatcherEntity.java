package tlsready.check;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An address from which a room is being watched; refused clients of the same address are probably the watcher's. */
@Entity
@Table(name = "check_watcher")
public class WatcherEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "check_watcher_seq")
    @SequenceGenerator(name = "check_watcher_seq", sequenceName = "check_watcher_seq", allocationSize = 50)
    public Long id;

    @Column(name = "room_id", nullable = false)
    public Long roomId;

    @Column(nullable = false, length = 64)
    public String address;

    @Column(name = "watched_at", nullable = false)
    public Instant watchedAt;

    static Optional<WatcherEntity> of(Long roomId, String address) {
        return find("roomId = ?1 and address = ?2", roomId, address).firstResultOptional();
    }

    /** Those of these addresses from which a room is being watched. */
    static Set<String> among(Set<String> addresses) {
        return WatcherEntity.<WatcherEntity>list("address in ?1", addresses).stream()
                .map(watcher -> watcher.address)
                .collect(Collectors.toSet());
    }
}
