// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.recall;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.MessageRecall;
import org.chatdock.sending.internal.call.CallOptions;
import org.chatdock.sending.internal.call.GatewayClient;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Takes messages back by {@code POST {"MsgId": ..., "To": ...}}; any answer of a success will do. Ranks below whatever
 * a host offers. Whether a colleague's message may be taken back the gateway decides.
 */
@Component(configurationPid = RecallConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = RecallConfiguration.class)
public final class HttpRecall implements MessageRecall {
    private static final int MOST_MINUTES = 10_080;

    private final URI address;
    private final Duration within;
    private final GatewayClient client;
    private final Clock clock;

    /** Set by SCR on any thread, at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SignIn signIn;

    /** @throws IllegalArgumentException if the configuration is wrong, naming what to do */
    @Activate
    public HttpRecall(RecallConfiguration configuration) {
        this(configuration, Clock.systemUTC());
    }

    HttpRecall(RecallConfiguration configuration, Clock clock) {
        CallOptions.Check check = new CallOptions.Check(RecallConfiguration.PID);
        address = check.address("url", configuration.url());
        within = Duration.ofMinutes(check.number("withinMinutes", configuration.withinMinutes(), 1, MOST_MINUTES));
        client = new GatewayClient("chatdock-recall",
                check.options(configuration.credentialsIn(), configuration.corpParameterName(),
                        configuration.tokenParameterName(), configuration.connectTimeoutMillis(),
                        configuration.answerTimeoutMillis()),
                () -> signIn);
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        client.close();
    }

    @Override
    public boolean canRecall(Message message) {
        return SenderType.AGENT.equals(message.fromType()) && !message.id().wireText().isEmpty()
                && clock.instant().isBefore(message.time().plus(within));
    }

    @Override
    public CompletionStage<Void> recall(Message message) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("MsgId", message.id().wireText());
        json.put("To", message.conversation().value());
        return GatewayClient.then(client.post(address, json), reply -> null);
    }
}
