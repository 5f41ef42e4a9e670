package dev.plumbline.topic;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code plumbline.topic.*}.
 *
 * @param create whether a starting process creates the topics that are missing. Where somebody else
 *     does ({@code plumbline migrate}, or the commands of {@code plumbline topics --commands}) it
 *     refuses to start without them
 */
@ConfigurationProperties("plumbline.topic")
record TopicProperties(@DefaultValue("true") boolean create) {}
