// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.sending.MessageSender;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.sending.internal.jetty.JettySendCall;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Hangs the sender into OSGi. Without an address, or with a wrong configuration, it is there all the same and says
 * {@link Reason#NOT_CONFIGURED}, so that the views work; what is wrong is logged once.
 */
@Component(service = MessageSender.class, configurationPid = "org.chatdock.sending")
@Designate(ocd = SendingConfiguration.class)
public final class SendingComponent implements MessageSender {
    private final SendingConfiguration configuration;
    private final ConversationStore store;
    private final Logger logger;

    /** Set by SCR on any thread, at any time: whoever ranks highest now. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CredentialSource credentials;

    /** Set by the activation, before anybody gets this service; null if nothing can be sent. */
    private HttpMessageSender sender;

    @Activate
    public SendingComponent(SendingConfiguration configuration, @Reference ConversationStore store,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.configuration = configuration;
        this.store = store;
        this.logger = logger;
    }

    @Activate
    void start() {
        try {
            SendingOptions options = SendingOptions.of(configuration);
            if (options.isConfigured()) {
                sender = new HttpMessageSender(JettySendCall.start(options), options.answerTimeout(),
                        () -> credentials, store, Clock.systemUTC(), logger);
            }
        } catch (IllegalArgumentException e) {
            logger.error("{} Nothing can be sent until that is corrected.", e.getMessage());
        }
    }

    @Deactivate
    void stop() {
        if (sender != null) {
            sender.close();
        }
    }

    @Override
    public CompletionStage<SendOutcome> send(Outgoing message) {
        if (sender != null) {
            return sender.send(message);
        }
        boolean empty = JavaScriptText.trim(message.content()).isEmpty() && message.attachment().isEmpty();
        return CompletableFuture.completedStage(new Refused(empty ? Reason.EMPTY : Reason.NOT_CONFIGURED, ""));
    }
}
