// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.chatdock.simulator.Agent;
import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.internal.delivery.CustomerVoices;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.History;
import org.chatdock.simulator.internal.delivery.SentMessages;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * The HTTP port. It is bound in the constructor, so that its number is known to those who make what it serves, and
 * serves from {@link #start} on.
 */
public final class GatewayServer implements AutoCloseable {

    private static final String NAME = "chatdock-simulator";
    private static final int MOST_THREADS = 32;
    private static final int LEAST_THREADS = 4;
    private static final long STOP_MILLIS = 1000;
    private static final int LARGEST_TEXT = 1024 * 1024;

    private final Server server;
    private final ServerConnector connector;

    /**
     * @param port on loopback, 0 for any free one
     * @throws IOException if it cannot be bound
     */
    public GatewayServer(int port) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName(NAME);
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_MILLIS);
        server = new Server(threads, new ScheduledExecutorScheduler(NAME + "-jetty", true), null);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.open();
        server.addConnector(connector);
    }

    /** The port that is bound. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * What the server needs to do its work.
     *
     * @param token null if nothing is demanded
     * @param agent the id of the agent who is signed in
     * @param clientIdField the key of a client's own id of a message
     * @param largestUpload in bytes
     * @param recallWithin how old a message may be that is taken back
     * @param agents whom a conversation can be handed over to
     */
    public record Parts(String corp, String token, String agent, boolean answerPings, boolean echo,
            String clientIdField, int largestUpload, Duration recallWithin, List<Agent> agents, DeliveryDesk desk,
            History history, SentMessages sent, Uploads uploads, Ledger ledger, Trouble trouble, CustomerVoices voices,
            Clock clock, Scheduler scheduler) {
    }

    /**
     * Serves.
     *
     * @throws IOException if it cannot
     */
    public void start(Parts parts) throws IOException {
        Credentials credentials = new Credentials(parts.corp(), parts.token());
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(server, container -> {
            // A client that keeps still is the client's affair; its heartbeat is what is being tested.
            container.setIdleTimeout(Duration.ZERO);
            container.setMaxTextMessageSize(LARGEST_TEXT);
            container.addMapping("/ws/*", (request, response, callback) -> new AgentSocket(parts.desk(),
                    parts.ledger(), parts.trouble(), parts.clock(), parts.answerPings()));
        });
        sockets.setHandler(new Routes(credentials, parts));
        server.setHandler(new SocketDoor(sockets, credentials, parts.trouble()));
        run(server::start);
    }

    /** Cuts what is open and frees the port. */
    @Override
    public void close() throws IOException {
        run(server::stop);
        connector.close();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void run(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
